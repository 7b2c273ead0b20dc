import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { HiddenLine } from '../classroom/components/HiddenLine';
import { LazyPart } from '../classroom/components/LazyPart';
import { keysNow } from '../classroom/keys';
import { strings as classStrings } from '../classroom/locales/text';
import type { Guide } from '../classroom/steering';
import { strings as learnStrings } from '../rooms/learn/locales/text';
import { withStrings } from '../shared/i18n/dictionary';
import { text } from '../shared/i18n/text';
import { classroom } from '../shared/state/classroom';
import { listenToKeys } from '../shared/state/keys';
import type { RoomName } from '../shared/state/names';
import type { Rooms } from '../shared/state/rooms';
import { Header } from './Header';
import { Help } from './Help';

interface AppProps {
  rooms: Rooms;
  hrefOf(room: RoomName): string;
  onRoom(room: RoomName): void;
  guide: Guide;
}

// Fetched when a presentation, or the teacher's panel, is first opened
const loadBar = async () => (await withStrings(import('../classroom/components/Bar'), classStrings)).Bar;
const loadPanel = async () => (await withStrings(import('../classroom/components/Panel'), classStrings, learnStrings)).Panel;

/** The shell of the page: header, help, the class's parts and the open room. */
export function App({ rooms, hrefOf, onRoom, guide }: AppProps) {
  const m = text.value;
  const helping = useSignal(false);
  const room = rooms.open.value;
  const name = rooms.name.value;
  const presenting = classroom.present.value;
  const openPanel = (): void => {
    helping.value = false;
    classroom.panel.value = true;
  };
  // In the layout phase, so that keys work in the frame that first shows the room
  useLayoutEffect(
    () =>
      listenToKeys(
        () => keysNow(room?.shortcuts ?? [], guide),
        () => (helping.value = true),
      ),
    [room, helping, guide],
  );
  return (
    <>
      {!presenting && <Header room={name} hrefOf={hrefOf} onRoom={onRoom} onHelp={() => (helping.value = true)} onClass={openPanel} />}
      {!presenting && <HiddenLine room={name} />}
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
      {presenting && <LazyPart load={loadBar} props={{ guide, scenes: room?.moveScene !== undefined }} />}
      {classroom.panel.value && <LazyPart load={loadPanel} props={{ guide, here: new URL(hrefOf(name)).search }} />}
      {helping.value && room && (
        <Help room={room} shortcuts={keysNow(room.shortcuts, guide)} onClose={() => (helping.value = false)} onClass={openPanel} />
      )}
    </>
  );
}
