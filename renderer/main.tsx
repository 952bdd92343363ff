// First: schemas ask for this setting when they are made.
import './client/device/jitless';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/base.css';
import { followLinksHere, WorkspaceRoot } from './client';
import { wholeBoards } from './client/workspace/whole-boards';
import { fetchMessages, Localised } from './i18n';
import { useRoute } from './state/route';
import { applyTheme, useSettings } from './state/settings';
import { passOnEscape, Toasts } from './ui';
import { ErrorBoundary } from './app/ErrorBoundary';
import { Frame } from './app/frame/Frame';
import { Opening, WelcomePlace } from './app/Opening';

/** Language and theme around everything, then what the client says is to be shown. */
function App() {
  const language = useSettings((settings) => settings.language);
  const theme = useSettings((settings) => settings.theme);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <Localised language={language}>
      <ErrorBoundary>
        <WorkspaceRoot door={wholeBoards} welcome={<WelcomePlace />} joining={<Opening />}>
          <Frame />
        </WorkspaceRoot>
      </ErrorBoundary>
      <Messages />
    </Localised>
  );
}

/** What is said to whoever sits at this window; a stage is looked at by others. */
function Messages() {
  return useRoute().page === 'stage' ? null : <Toasts />;
}

async function start(root: HTMLElement): Promise<void> {
  followLinksHere();
  passOnEscape();
  await fetchMessages(useSettings.getState().language);
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
