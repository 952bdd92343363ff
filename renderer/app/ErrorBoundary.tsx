import { Component, type ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import { useT } from '../i18n';
import { Button, EmptyState } from '../ui';
import styles from './frame/Frame.module.css';

interface Props {
  readonly children: ReactNode;
  /** When this changes, the part is tried again: what failed for one plan may work for the next. */
  readonly resetKey?: string;
}
interface State {
  readonly error: unknown;
  readonly resetKey: string | undefined;
}

/** Catches what a part of the screen throws and says so; the rest of the screen keeps working. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override render() {
    return this.state.error === null ? this.props.children : <Broken error={this.state.error} />;
  }
}

function Broken({ error }: { error: unknown }) {
  const t = useT('frame');
  return (
    <div className={styles['centre']} role="alert">
      <EmptyState
        icon={<TriangleAlert size={28} />}
        title={t('error.title')}
        text={
          <>
            <p>{t('error.text')}</p>
            <details className={styles['details']}>
              <summary>{t('error.details')}</summary>
              <pre>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</pre>
            </details>
          </>
        }
        action={<Button onPress={() => window.location.reload()}>{t('error.reload')}</Button>}
      />
    </div>
  );
}
