/** Walking through a script, or through the scenes of a room: without loading the page anew, which would take the class with it. */
import { signal } from '@preact/signals';
import { classroom } from '../shared/state/classroom';
import { roomOf } from '../shared/state/names';
import { notation, parseNotation } from '../shared/state/preferences';
import type { Rooms } from '../shared/state/rooms';
import type { Steering } from './keys';

/** Whether the browser has refused to fill the screen. */
export const screenRefused = signal(false);

export interface Guide extends Steering {
  /** To a place of this page: nothing else can be named. */
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
