import { isRestoreFault, type RecordFault } from '../../../shared/domain/verify/chain';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { navigate, useRoute } from '../../state/route';
import { useSettings } from '../../state/settings';
import { Banner, Button } from '../../ui';

/** The record cannot be trusted, or somebody has to confirm a restore; links to the page where that is done. */
export function FaultBanner({ fault, boardId }: { fault: RecordFault; boardId?: string }) {
  const t = useT('frame');
  const route = useRoute();
  const lastBoard = useSettings((settings) => settings.lastBoard);
  const boards = useWorkspace((state) => state.boards);
  const board = boardId ?? boards.find(({ id }) => id === lastBoard)?.id ?? boards[0]?.id;
  const isThere = route.page === 'board' && route.view === 'record';
  const kind = isRestoreFault(fault) ? 'unconfirmed' : 'fault';
  return (
    <Banner
      tone="danger"
      title={t(`banner.${kind}Title`)}
      action={
        board === undefined || isThere ? null : (
          <Button
            size="small"
            onPress={() => navigate({ page: 'board', boardId: board, view: 'record', planId: null })}
          >
            {t('banner.faultLook')}
          </Button>
        )
      }
    >
      {t(`banner.${kind}Text`)}
    </Banner>
  );
}
