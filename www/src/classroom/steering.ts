/** Moves through a script, or through the scenes of a room, without reloading the page: a reload would leave full screen and lose what the rooms hold. */
import { signal } from '@preact/signals';
import { classroom } from '../shared/state/classroom';
import { roomOf } from '../shared/state/names';
import { notation, parseNotation } from '../shared/state/preferences';
import type { Rooms } from '../shared/state/rooms';
import type { Steering } from './keys';

/** Whether the browser has refused to fill the screen. */
export const screenRefused = signal(false);

export interface Guide extends Steering {
  /** Opens a place of this page, given as the query of an address. */
  goTo(place: string): void;
}

export function guideThrough(rooms: Rooms): Guide {
  const goTo = (place: string): void => {
    const query = new URLSearchParams(place);
    notation.value = parseNotation(query).settings.notation;
    void rooms.go(roomOf(query) ?? 'watch', query);
    scrollTo(0, 0);
  };
  return {
    goTo,
    move(by) {
      classroom.blank.value = false;
      if (!classroom.script.value) {
        rooms.open.value?.moveScene?.(by);
        return;
      }
      const stop = classroom.move(by);
      if (stop) goTo(stop.place);
    },
    fullScreen() {
      screenRefused.value = false;
      const refused = (): void => {
        screenRefused.value = true;
      };
      if (document.fullscreenElement) void document.exitFullscreen();
      // Phones have no such method
      else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(refused);
      else refused();
    },
  };
}
