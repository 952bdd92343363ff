import { useEffect } from 'react';
import { WorkspaceRoot } from '../client';
import { Localised } from '../i18n';
import { applyTheme, useSettings } from '../state/settings';
import { Toasts } from '../ui';
import { ErrorBoundary } from './ErrorBoundary';
import { Frame } from './frame/Frame';
import { Opening, WelcomePlace } from './Opening';

/** The whole app: language and theme around it, then whatever the session says is to be shown. */
export function App() {
  const language = useSettings((settings) => settings.language);
  const theme = useSettings((settings) => settings.theme);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <Localised language={language}>
      <ErrorBoundary>
        <WorkspaceRoot welcome={<WelcomePlace />} joining={<Opening />}>
          <Frame />
        </WorkspaceRoot>
      </ErrorBoundary>
      <Toasts />
    </Localised>
  );
}
