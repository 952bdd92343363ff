// First: schemas ask for this setting when they are made.
import '../client/device/jitless';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/base.css';
import { followLinksHere, WorkspaceRoot } from '../client';
import { readBoards } from '../client/workspace/read-boards';
import { fetchMessages, Localised } from '../i18n';
import { applyTheme, useSettings } from '../state/settings';
import { Toasts } from '../ui';
import { ErrorBoundary } from '../app/ErrorBoundary';
import { Arriving, PhoneWelcome } from './Arriving';
import { Phone } from './Phone';

/**
 * The small app for phones: a workshop's rounds, hands and decisions. It opens no board's document and fetches what checks
 * records only when something is decided, so that it is there within seconds on a slow line; the whole app is one press away.
 */
function App() {
  const language = useSettings((settings) => settings.language);
  const theme = useSettings((settings) => settings.theme);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <Localised language={language}>
      <ErrorBoundary>
        <WorkspaceRoot door={readBoards} welcome={<PhoneWelcome />} joining={<Arriving />}>
          <Phone />
        </WorkspaceRoot>
      </ErrorBoundary>
      <Toasts />
    </Localised>
  );
}

async function start(root: HTMLElement): Promise<void> {
  followLinksHere();
  await fetchMessages(useSettings.getState().language);
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
