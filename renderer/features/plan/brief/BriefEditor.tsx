import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { EditorContent, useEditor } from '@tiptap/react';
import { useBoard, type BriefBinding, type Person } from '../../../client';
import { useT } from '../../../i18n';
import { Banner, showToast } from '../../../ui';
import { usePlanPlace } from '../plan-context';
import { briefBinding } from './binding';
import { CLIPBOARD } from './clipboard';
import { HYPHENS } from './hyphens';
import { isRepresentable, BRIEF_EXTENSIONS, BRIEF_SCHEMA } from './schema';
import { Toolbar } from './Toolbar';
import styles from './brief.module.css';

interface BriefEditorProps {
  readonly brief: BriefBinding;
  /** Shown instead of the editor when this version cannot show the brief as it is. */
  readonly fallback: ReactNode;
}

/** Binds the editor only while the brief holds nothing that the editor would delete ([PLANUI-1]). */
export default function BriefEditor({ brief, fallback }: BriefEditorProps) {
  const t = useT('plan');
  const { fragment } = brief;
  const [isKnown, setKnown] = useState(() => isRepresentable(fragment, BRIEF_SCHEMA));
  const unbind = useRef<() => void>(() => undefined);

  useEffect(() => {
    // Registered before the editor's own observer, so that the editor is unbound before it could "repair" anything.
    const check = () => {
      const known = isRepresentable(fragment, BRIEF_SCHEMA);
      if (!known) unbind.current();
      setKnown(known);
    };
    fragment.observeDeep(check);
    return () => fragment.unobserveDeep(check);
  }, [fragment]);

  if (isKnown) return <BoundEditor brief={brief} onBound={(release) => (unbind.current = release)} />;
  return (
    <>
      <Banner isBoxed>{t('brief.foreign')}</Banner>
      {fallback}
    </>
  );
}

interface BoundEditorProps {
  readonly brief: BriefBinding;
  readonly onBound: (release: () => void) => void;
}

function BoundEditor({ brief, onBound }: BoundEditorProps) {
  const t = useT('plan');
  const { canEdit } = usePlanPlace();
  const personOf = usePersonOf();
  const editor = useEditor(
    {
      extensions: [
        ...BRIEF_EXTENSIONS,
        CLIPBOARD,
        HYPHENS,
        briefBinding({
          brief,
          personOf,
          full: () => void showToast({ tone: 'error', title: t('brief.tooLong') }),
        }),
      ],
      // Styles come from our own sheet: the page's security policy takes none made at run time.
      injectCSS: false,
      editable: canEdit,
      // The rule for links would give a pasted link the address that its text looks like.
      enablePasteRules: ['bold', 'italic', 'strike', 'code'],
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': t('brief.label'),
          class: styles['text'] ?? '',
        },
      },
    },
    [brief],
  );

  useEffect(() => {
    editor.setEditable(canEdit, false);
  }, [editor, canEdit]);
  useEffect(() => {
    onBound(() => editor.destroy());
    return () => onBound(() => undefined);
  }, [editor, onBound]);

  return (
    <div className={styles['editor']} data-editable={canEdit}>
      {canEdit ? <Toolbar editor={editor} /> : null}
      <EditorContent editor={editor} />
    </div>
  );
}

/** Who a client is, as the board knows it at the moment of asking. */
function usePersonOf(): (clientId: number) => Person | undefined {
  const people = useBoard((board) => board.people);
  const here = useRef(people);
  useEffect(() => {
    here.current = people;
  }, [people]);
  return useCallback((clientId) => here.current.find((person) => person.clientId === clientId), []);
}
