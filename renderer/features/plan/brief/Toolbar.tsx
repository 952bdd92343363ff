import { useState } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components';
import { Bold, Heading, Italic, Link, List, ListOrdered, type LucideIcon } from 'lucide-react';
import { useEditorState, type Editor } from '@tiptap/react';
import { useT } from '../../../i18n';
import { Button, IconButton, Popover, TextField } from '../../../ui';
import { linkAddress } from './addresses';
import styles from './brief.module.css';

interface Tool {
  readonly name: 'bold' | 'italic' | 'heading' | 'bulletList' | 'orderedList';
  readonly icon: LucideIcon;
  readonly keys: string;
  readonly run: (editor: Editor) => void;
}

const TOOLS: readonly Tool[] = [
  { name: 'bold', icon: Bold, keys: 'Ctrl+B', run: (e) => void e.chain().focus().toggleBold().run() },
  { name: 'italic', icon: Italic, keys: 'Ctrl+I', run: (e) => void e.chain().focus().toggleItalic().run() },
  {
    name: 'heading',
    icon: Heading,
    keys: 'Ctrl+Alt+2',
    run: (e) => void e.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: 'bulletList',
    icon: List,
    keys: 'Ctrl+Shift+8',
    run: (e) => void e.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'orderedList',
    icon: ListOrdered,
    keys: 'Ctrl+Shift+7',
    run: (e) => void e.chain().focus().toggleOrderedList().run(),
  },
];

/** The few things a brief needs; arrow keys move between them. */
export function Toolbar({ editor }: { editor: Editor }) {
  const t = useT('plan');
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => TOOLS.filter(({ name }) => now.isActive(name)).map(({ name }) => name),
  });
  return (
    <AriaToolbar aria-label={t('brief.toolbar')} className={styles['toolbar'] ?? ''}>
      {TOOLS.map(({ name, icon: Icon, keys, run }) => (
        <IconButton
          key={name}
          size="small"
          icon={<Icon size={14} aria-hidden />}
          label={t(`brief.${name}`)}
          keys={keys}
          aria-pressed={active.includes(name)}
          className={styles['tool']}
          onPress={() => run(editor)}
        />
      ))}
      <LinkTool editor={editor} />
    </AriaToolbar>
  );
}

function LinkTool({ editor }: { editor: Editor }) {
  const t = useT('plan');
  const isLink = useEditorState({ editor, selector: ({ editor: now }) => now.isActive('link') });
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      label={t('brief.link')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <IconButton
          size="small"
          icon={<Link size={14} aria-hidden />}
          label={t('brief.link')}
          aria-pressed={isLink}
          className={styles['tool']}
        />
      }
    >
      {(close) => <LinkForm editor={editor} onDone={close} />}
    </Popover>
  );
}

function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const t = useT('plan');
  const current: unknown = editor.getAttributes('link')['href'];
  const [address, setAddress] = useState(typeof current === 'string' ? current : '');
  const [isBad, setBad] = useState(false);

  const set = () => {
    const href = linkAddress(address);
    setBad(href === null);
    if (href === null) return;
    const link = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && !editor.isActive('link'))
      link.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run();
    else link.setLink({ href }).run();
    onDone();
  };
  return (
    <form
      className={styles['linkForm']}
      onSubmit={(event) => {
        event.preventDefault();
        set();
      }}
    >
      <TextField
        label={t('brief.linkAddress')}
        value={address}
        onChange={setAddress}
        autoFocus
        problem={isBad ? t('brief.linkBad') : null}
      />
      <div className={styles['linkActions']}>
        {current ? (
          <Button
            size="small"
            variant="quiet"
            onPress={() => {
              editor.chain().focus().extendMarkRange('link').unsetLink().run();
              onDone();
            }}
          >
            {t('brief.unlink')}
          </Button>
        ) : null}
        <Button size="small" type="submit">
          {t('brief.linkSet')}
        </Button>
      </div>
    </form>
  );
}
