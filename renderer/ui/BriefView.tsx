import { Fragment, type ReactNode } from 'react';
import { seenNode, seenRun } from '../../shared/domain/brief';
import { shown } from '../../shared/domain/text/typed-text';
import { isJsonObject, type Json, type JsonObject } from '../../shared/domain/json';
import { cx } from './cx';
import { softHyphens } from './soft-hyphens';
import styles from './BriefView.module.css';

/**
 * A brief for reading only, with its formatting, out of a recorded version. What it holds and no look shows stands there
 * in words, as in `briefReadOut`, so that nobody signs what he could not see.
 */
export function BriefView({ brief, className }: { brief: Json; className?: string | undefined }) {
  const nodes = Array.isArray(brief) ? (brief as readonly Json[]) : [brief];
  return <div className={cx(styles['brief'], className)}>{drawn(nodes)}</div>;
}

function drawn(nodes: readonly Json[]): ReactNode {
  return nodes.map((node, index) => <Fragment key={index}>{node === null ? null : draw(node)}</Fragment>);
}

function draw(node: Json): ReactNode {
  if (isJsonObject(node) && typeof node['text'] === 'string') return <Run node={node} text={node['text']} />;
  const { type, attrs, children, unseen } = seenNode(node);
  const inside = drawn(children);
  if (unseen !== '')
    return (
      <div>
        <span className={styles['unseen']}>{unseen}</span>
        {inside}
      </div>
    );
  switch (type) {
    case 'heading':
      return <Heading level={attrs['level']}>{inside}</Heading>;
    case 'bulletList':
      return <ul>{inside}</ul>;
    case 'orderedList':
      return <ol {...numbering(attrs)}>{inside}</ol>;
    case 'listItem':
      return <li>{inside}</li>;
    case 'blockquote':
      return <blockquote>{inside}</blockquote>;
    case 'codeBlock':
      return <pre>{inside}</pre>;
    case 'hardBreak':
      return <br />;
    case 'horizontalRule':
      return <hr />;
    default:
      // An empty paragraph is an empty line.
      return <p>{children.length === 0 ? <br /> : inside}</p>;
  }
}

/** Below the headings of the page that it stands on. */
function Heading({ level, children }: { level: Json | undefined; children: ReactNode }) {
  if (level === 2) return <h5>{children}</h5>;
  return level === 3 ? <h6>{children}</h6> : <h4>{children}</h4>;
}

function numbering({ start, type }: JsonObject): { start?: number; type?: 'a' | 'A' | 'i' | 'I' | '1' } {
  const style = (['a', 'A', 'i', 'I', '1'] as const).find((each) => each === type);
  return { ...(typeof start === 'number' ? { start } : {}), ...(style ? { type: style } : {}) };
}

const MARKS = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', code: 'code' } as const;

function Run({ node, text }: { node: JsonObject; text: string }) {
  const { marks, href, unseen } = seenRun(node);
  let words: ReactNode = marks.includes('code') ? shown(text) : softHyphens(shown(text));
  for (const mark of Object.keys(MARKS) as (keyof typeof MARKS)[]) {
    const Mark = MARKS[mark];
    if (marks.includes(mark)) words = <Mark>{words}</Mark>;
  }
  if (href !== null && isFollowed(href))
    words = (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {words}
      </a>
    );
  // Where a link leads is part of what is agreed.
  const leads = href === null || href === text ? '' : ` (${href})`;
  return (
    <>
      {words}
      {leads === '' ? null : <span className={styles['leads']}>{leads}</span>}
      {unseen === '' ? null : <span className={styles['unseen']}>{unseen}</span>}
    </>
  );
}

/** Only what opens a page, a mail or a call; everything else is shown and leads nowhere. */
function isFollowed(href: string): boolean {
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(href);
}
