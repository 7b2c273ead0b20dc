import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { listenToKeys } from '../keys';
import { text } from '../locales/text';
import type { RoomName } from '../store/names';
import type { Rooms } from '../store/rooms';
import { Header } from './Header';
import { Help } from './Help';

/** The house: what stays when the visitor goes from room to room. */
export function App({ rooms, hrefOf, onRoom }: { rooms: Rooms; hrefOf(room: RoomName): string; onRoom(room: RoomName): void }) {
  const m = text.value;
  const helping = useSignal(false);
  const room = rooms.open.value;
  useEffect(
    () =>
      listenToKeys(
        () => room?.shortcuts ?? [],
        () => (helping.value = true),
      ),
    [room, helping],
  );
  return (
    <>
      <Header room={rooms.name.value} hrefOf={hrefOf} onRoom={onRoom} onHelp={() => (helping.value = true)} />
      {room ? (
        <room.View />
      ) : (
        <main class="room waiting" id="stage" tabIndex={-1}>
          {rooms.failure.value === null ? (
            <p class="hint">{m.openingRoom}</p>
          ) : (
            <div class="notice error" role="alert" data-code="network">
              <p>{m.errors.network}</p>
              <button type="button" class="remedy" onClick={() => void rooms.go(rooms.name.value)}>
                {m.actions.retry}
              </button>
            </div>
          )}
        </main>
      )}
      {helping.value && room && <Help room={room} onClose={() => (helping.value = false)} />}
    </>
  );
}
