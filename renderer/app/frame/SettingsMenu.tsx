import { memo } from 'react';
import { Archive, CalendarDays, Keyboard, Languages, Monitor, Moon, Settings2, Sun } from 'lucide-react';
import { LANGUAGES, useT } from '../../i18n';
import { changeSettings, THEMES, useSettings } from '../../state/settings';
import { IconButton, Menu } from '../../ui';

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

interface Props {
  readonly onHelp: () => void;
  /** For owners of an open workspace. */
  readonly onBackups?: (() => void) | undefined;
  /** Where a workspace is open. */
  readonly onDays?: (() => void) | undefined;
}

/** Language, appearance and help, everywhere the same. */
export const SettingsMenu = memo(function SettingsMenu({ onHelp, onBackups, onDays }: Props) {
  const t = useT('frame');
  const days = useT('days');
  const { language, theme } = useSettings();
  return (
    <Menu
      label={t('settings.label')}
      trigger={<IconButton icon={<Settings2 size={16} />} label={t('settings.label')} />}
      sections={[
        {
          id: 'language',
          title: t('settings.language'),
          items: LANGUAGES.map((each) => ({
            id: each,
            label: t(each === 'de' ? 'settings.german' : 'settings.english'),
            icon: <Languages size={14} aria-hidden />,
            isSelected: each === language,
            onAction: () => changeSettings({ language: each }),
          })),
        },
        {
          id: 'theme',
          title: t('settings.theme'),
          items: THEMES.map((each) => {
            const Icon = THEME_ICONS[each];
            return {
              id: each,
              label: t(`settings.${each}`),
              icon: <Icon size={14} aria-hidden />,
              isSelected: each === theme,
              onAction: () => changeSettings({ theme: each }),
            };
          }),
        },
        {
          id: 'help',
          items: [
            ...(onDays
              ? [
                  {
                    id: 'days',
                    label: days('open'),
                    icon: <CalendarDays size={14} aria-hidden />,
                    onAction: onDays,
                  },
                ]
              : []),
            ...(onBackups
              ? [
                  {
                    id: 'backups',
                    label: t('settings.backups'),
                    icon: <Archive size={14} aria-hidden />,
                    onAction: onBackups,
                  },
                ]
              : []),
            {
              id: 'help',
              label: t('settings.help'),
              icon: <Keyboard size={14} aria-hidden />,
              keys: '?',
              onAction: onHelp,
            },
          ],
        },
      ]}
    />
  );
});
