import { useEffect, useState, type ReactNode } from 'react';
import {
  AppWindow,
  ArchiveRestore,
  Building2,
  ChevronRight,
  EyeOff,
  KeyRound,
  Link2,
  MapPin,
  Trash2,
  UsersRound,
  X,
} from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { Output } from '../../../shared/ipc/contract';
import { useT } from '../../i18n';
import { hasHost } from '../../client';
import { Button, IconButton, Progress } from '../../ui';
import { openExample, openKnown, throwExampleAway } from './actions';
import { changeForm, goTo, useForm } from './form';
import styles from './Welcome.module.css';

type Known = Output<'workspaces'>[number];

/** The ways to begin, and what this computer knows already. */
export function Choices({ mayCreate }: { mayCreate: boolean }) {
  const t = useT('welcome');
  const busy = useForm((form) => form.busy);
  // Only the start window of the app makes or joins workspaces; a window of a workspace does not.
  const isBound = window.desktop !== undefined && hasHost();
  const { known, forget } = useKnownWorkspaces(busy === null && !isBound);
  return (
    <>
      <h1 className={styles['title']}>{t('title')}</h1>
      <p className={styles['lead']}>{t('lead')}</p>
      {known.length > 0 ? <KnownList known={known} onForget={forget} /> : null}
      <div className={styles['box']}>
        {isBound ? null : (
          <WayButton
            icon={<Building2 size={20} aria-hidden />}
            title={t('create.title')}
            text={mayCreate ? t('create.text') : t('create.needsApp')}
            isDisabled={!mayCreate || busy !== null}
            onPress={() => goTo('create')}
          />
        )}
        <WayButton
          icon={<Link2 size={20} aria-hidden />}
          title={t('join.title')}
          text={t('join.text')}
          isDisabled={busy !== null}
          onPress={() => goTo('join')}
        />
        {isBound ? null : (
          <WayButton
            icon={<UsersRound size={20} aria-hidden />}
            title={t('example.title')}
            text={busy === 'example' ? <Progress>{t('example.starting')}</Progress> : t('example.text')}
            isDisabled={busy !== null}
            onPress={() => void openExample()}
          />
        )}
        <WayButton
          icon={<KeyRound size={20} aria-hidden />}
          title={t('recover.title')}
          text={t('recover.text')}
          isDisabled={busy !== null}
          onPress={() => goTo('recover')}
        />
        {window.desktop && !isBound ? (
          <WayButton
            icon={<ArchiveRestore size={20} aria-hidden />}
            title={t('backup.title')}
            text={t('backup.text')}
            isDisabled={busy !== null}
            onPress={() => goTo('backup')}
          />
        ) : null}
        {isBound ? (
          <WayButton
            icon={<AppWindow size={20} aria-hidden />}
            title={t('otherWays')}
            text={t('otherWaysText')}
            isDisabled={busy !== null}
            onPress={() => void window.desktop?.showWelcome()}
          />
        ) : null}
      </div>
    </>
  );
}

interface WayProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: ReactNode;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}

function WayButton({ icon, title, text, isDisabled, onPress }: WayProps) {
  return (
    <AriaButton className={styles['way'] ?? ''} isDisabled={isDisabled} onPress={onPress}>
      <span className={styles['wayIcon']}>{icon}</span>
      <span className={styles['wayWords']}>
        <span className={styles['wayTitle']}>{title}</span>
        <span className={styles['wayText']}>{text}</span>
      </span>
      <ChevronRight size={16} className={styles['arrow']} aria-hidden />
    </AriaButton>
  );
}

/** Workspaces of this computer that were taken off the list, to bring them back. */
function KnownList({ known, onForget }: { known: readonly Known[]; onForget: (id: string) => void }) {
  const t = useT('welcome');
  const [showsHidden, setShowsHidden] = useState(false);
  const hidden = known.filter((workspace) => workspace.hidden);
  return (
    <section className={styles['known']}>
      <h2 className={styles['knownTitle']}>{t('known.title')}</h2>
      <ul className={styles['box']}>
        {(showsHidden ? known : known.filter((workspace) => !workspace.hidden)).map((workspace) => (
          <li key={workspace.id} className={styles['knownRow']}>
            <AriaButton
              className={styles['way'] ?? ''}
              aria-label={t('known.open', { name: workspace.name })}
              onPress={() => void openKnown(workspace.id)}
            >
              <span className={styles['wayWords']}>
                <span className={styles['wayTitle']}>{workspace.name}</span>
                <span className={styles['wayText']}>
                  {[
                    workspace.memberName && t('known.as', { name: workspace.memberName }),
                    t(`known.${workspace.hidden ? 'hidden' : workspace.kind}`),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <ChevronRight size={16} className={styles['arrow']} aria-hidden />
            </AriaButton>
            {workspace.kind === 'remote' ? (
              <IconButton
                icon={<MapPin size={15} />}
                label={t('moved.open', { name: workspace.name })}
                onPress={() => {
                  changeForm({ moved: { id: workspace.id, name: workspace.name }, address: '' });
                  goTo('moved');
                }}
              />
            ) : null}
            {workspace.kind === 'example' ? (
              <IconButton
                icon={<Trash2 size={15} />}
                label={t('example.discard')}
                onPress={() => void throwExampleAway()}
              />
            ) : workspace.hidden ? null : (
              <IconButton
                icon={workspace.kind === 'embedded' ? <EyeOff size={15} /> : <X size={15} />}
                label={t(workspace.kind === 'embedded' ? 'known.hide' : 'known.forget', {
                  name: workspace.name,
                })}
                onPress={() => onForget(workspace.id)}
              />
            )}
          </li>
        ))}
      </ul>
      {hidden.length > 0 && !showsHidden ? (
        <Button variant="quiet" onPress={() => setShowsHidden(true)}>
          {t('known.showHidden', { count: hidden.length })}
        </Button>
      ) : null}
    </section>
  );
}

/** The workspaces of this computer; none in a browser. Read again whenever something has been done. */
function useKnownWorkspaces(isIdle: boolean) {
  const [known, setKnown] = useState<readonly Known[]>([]);
  useEffect(() => {
    if (isIdle) void window.desktop?.workspaces().then(setKnown, () => setKnown([]));
  }, [isIdle]);
  const forget = (id: string) => {
    const read = () => window.desktop?.workspaces().then(setKnown);
    void window.desktop?.forgetWorkspace({ id }).then(read, read);
  };
  return { known, forget };
}
