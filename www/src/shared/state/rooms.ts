/** The rooms of the page: which one is open, what each must be able to do, and their place in the address. */
import { computed, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Shortcut } from './keys';
import { type RoomName, roomOf } from './names';

/** A room whose code is loaded. It keeps its state while another room is open. */
export interface Room {
  View: ComponentType;
  /** The shortcuts that can be used now. Of several with the same key the first is used. */
  readonly shortcuts: readonly Shortcut[];
  help(): { title: string; text: readonly string[] };
  title(): string;
  enter(): void;
  /** Whatever runs here pauses. */
  leave(): void;
  /** Ends what it has begun; it is not opened again. */
  dispose(): void;
  /** Writes its settings into an address; reads them through signals. */
  write(query: URLSearchParams): void;
  /** Takes its settings out of an address. */
  erase(query: URLSearchParams): void;
  /** Takes over all of its settings from an address, the default where that says nothing. Before `enter`. */
  read(query: URLSearchParams): void;
  /** In a room with scenes: to the next, or the one before. */
  moveScene?(by: 1 | -1): void;
}

export class Rooms {
  readonly name;
  private readonly loaded = signal<Partial<Record<RoomName, Room>>>({});
  /** The open room; null while its code is on its way. */
  readonly open = computed<Room | null>(() => this.loaded.value[this.name.value] ?? null);
  /** The error of loading the open room's code; null where there is none. */
  readonly failure = signal<unknown>(null);
  private entered: Room | null = null;
  /** The settings to open rooms with whose code is still loading. */
  private readonly asked: Partial<Record<RoomName, URLSearchParams>> = {};

  constructor(
    first: RoomName,
    private readonly load: Readonly<Record<RoomName, (query: URLSearchParams) => Room | Promise<Room>>>,
  ) {
    this.name = signal(first);
  }

  /**
   * Opens a room, leaving the one before as it is; with the settings of an address where one is given, and otherwise as it
   * was left. Of several calls the last wins.
   */
  async go(name: RoomName, query?: URLSearchParams): Promise<void> {
    const before = this.entered;
    if (query) this.asked[name] = query;
    if (this.name.value !== name) {
      before?.leave();
      this.entered = null;
    }
    this.name.value = name;
    this.failure.value = null;
    let made: Room;
    const given = this.asked[name];
    try {
      // A room that is loaded is used without awaiting, so that it is drawn at once
      made = this.loaded.value[name] ?? (await this.load[name](given ?? new URLSearchParams()));
    } catch (error) {
      if (this.name.value === name) this.failure.value = error;
      return;
    }
    // Of two calls meanwhile the first to load is kept, and reads the settings that were asked for last
    const wanted = this.asked[name];
    const there = this.loaded.value[name];
    const room = there ?? made;
    if (room !== made) made.dispose();

    if (!there) this.loaded.value = { ...this.loaded.value, [name]: room };
    if (wanted && (there || wanted !== given)) room.read(wanted);
    delete this.asked[name];
    if (this.name.value !== name || this.entered === room) return;
    this.entered = room;
    room.enter();
  }

  /**
   * To the room of an address that the browser goes back or forward to, with the settings of that address. Where the room has
   * just these it stays as it was left.
   */
  async returnTo(href: string): Promise<void> {
    const { searchParams } = new URL(href);
    const name = roomOf(searchParams) ?? 'watch';
    const same = this.loaded.value[name] !== undefined && this.address(name, href).searchParams.toString() === searchParams.toString();
    await this.go(name, same ? undefined : searchParams);
  }

  /** An address with this room and its settings as they are, and without those of the room it named before. */
  address(name: RoomName, href: string): URL {
    const url = new URL(href);
    url.hash = '';
    const before = roomOf(url.searchParams);
    if (before !== undefined && before !== name) this.loaded.value[before]?.erase(url.searchParams);
    if (name === 'watch') url.searchParams.delete('room');
    else url.searchParams.set('room', name);
    this.loaded.value[name]?.write(url.searchParams);
    return url;
  }
}
