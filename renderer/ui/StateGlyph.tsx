import { useId } from 'react';
import {
  Archive,
  CircleDashed,
  CircleSlash,
  CircleX,
  Handshake,
  Hourglass,
  MessageSquareText,
  Rocket,
  type LucideIcon,
} from 'lucide-react';
import type { PlanState } from '../../shared/domain/status';

const GLYPHS: Readonly<Record<Exclude<PlanState, 'changed-since-agreed'>, LucideIcon>> = {
  draft: CircleDashed,
  'in-review': Hourglass,
  'changes-requested': MessageSquareText,
  declined: CircleX,
  agreed: Handshake,
  launched: Rocket,
  closed: Archive,
  withdrawn: CircleSlash,
};

/** The sign of a state. Hidden from screen readers, because the word always stands next to it. */
export function StateGlyph({ state, size = 15 }: { state: PlanState; size?: number }) {
  if (state === 'changed-since-agreed') return <BrokenHandshake size={size} />;
  const Glyph = GLYPHS[state];
  return <Glyph size={size} strokeWidth={2} aria-hidden />;
}

/** A handshake with a jagged gap between the hands. */
function BrokenHandshake({ size }: { size: number }) {
  const mask = useId();
  const gap = 'M15 -1 L10.5 9 L14 12.5 L9 25';
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <mask id={mask}>
        <rect width="24" height="24" fill="white" />
        <path d={gap} fill="none" stroke="black" strokeWidth="4.5" />
      </mask>
      <g mask={`url(#${mask})`}>
        <Handshake width={24} height={24} strokeWidth={2} />
      </g>
      <path d={gap} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
