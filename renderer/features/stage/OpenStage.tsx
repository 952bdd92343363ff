import { useEffect, useState } from 'react';
import { Presentation } from 'lucide-react';
import { openStage, stageScreens, useNextWorkshop } from '../../client';
import { useT } from '../../i18n';
import { IconButton, Menu } from '../../ui';

/** Opens the stage where a workshop is planned or open; with several screens, on the one that is chosen. */
export function OpenStage({ boardId }: { boardId: string }) {
  const t = useT('stage');
  const isThere = useNextWorkshop(boardId) !== null;
  const [screens, setScreens] = useState<Awaited<ReturnType<typeof stageScreens>>>([]);
  useEffect(() => {
    if (isThere) void stageScreens().then(setScreens, () => setScreens([]));
  }, [isThere]);
  if (!isThere) return null;
  const icon = <Presentation size={16} />;
  if (screens.length < 2)
    return <IconButton size="small" icon={icon} label={t('open')} onPress={() => openStage(boardId)} />;
  const items = screens.map(({ id, width, height, here }, index) => ({
    id: String(id),
    label: t(here ? 'screenHere' : 'screen', { number: index + 1, width, height }),
    onAction: () => openStage(boardId, id),
  }));
  return (
    <Menu
      label={t('open')}
      trigger={<IconButton size="small" icon={icon} label={t('open')} />}
      sections={[{ id: 'screens', title: t('where'), items }]}
    />
  );
}
