import { language, nextLanguage } from '../shared/i18n/dictionary';
import { text } from '../shared/i18n/text';
import { ROOMS, type RoomName } from '../shared/state/names';
import { nextTheme, theme } from '../shared/state/preferences';
import { IconButton } from '../shared/ui/IconButton';
import { isModified } from './links';

const THEME_ICONS = { auto: 'auto', light: 'sun', dark: 'moon' } as const;

interface HeaderProps {
  room: RoomName;
  /** The address of a room. */
  hrefOf(room: RoomName): string;
  onRoom(room: RoomName): void;
  onHelp(): void;
  onClass(): void;
}

/** The page's name, links to its rooms, and the controls that hold in all of them. */
export function Header({ room, hrefOf, onRoom, onHelp, onClass }: HeaderProps) {
  const m = text.value;
  return (
    <header class="header">
      <a class="skip" href="#stage">
        {m.skip}
      </a>
      <span class="brand">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path class="brand-noise" d="M2 2h8v8H2zM12 12h8v8h-8zM2 22h8v8H2z" />
          <path class="brand-prediction" d="M12 2h8v8h-8zM2 12h8v8H2zM22 12h8v8h-8z" />
          <path class="brand-data" d="M22 2h8v8h-8zM12 22h8v8h-8zM22 22h8v8h-8z" />
        </svg>
        <span class="brand-name">DDPM Lab</span>
      </span>
      <nav aria-label={m.rooms}>
        {ROOMS.map((name) => (
          <a
            key={name}
            href={hrefOf(name)}
            aria-current={name === room ? 'page' : undefined}
            onClick={(event) => {
              if (isModified(event)) return;
              event.preventDefault();
              onRoom(name);
            }}
          >
            {m.roomNames[name]}
          </a>
        ))}
      </nav>
      <div class="header-tools">
        <button
          type="button"
          class="quiet labelled"
          lang={language.value === 'en' ? 'zh-Hans' : 'en'}
          aria-label={m.switchLanguageLabel}
          onClick={nextLanguage}
        >
          {m.switchLanguage}
        </button>
        <IconButton icon={THEME_ICONS[theme.value]} label={m.theme[theme.value]} onClick={nextTheme} />
        <IconButton icon="class" class="class-button" label={m.forClass} onClick={onClass} />
        <button type="button" class="quiet help-button" aria-label={m.help} title={m.help} onClick={onHelp}>
          ?
        </button>
      </div>
    </header>
  );
}
