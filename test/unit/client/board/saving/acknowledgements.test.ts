import { describe, expect, it } from 'vitest';
import { Acknowledgements } from '../../../../../renderer/client/board/saving/acknowledgements';

/** A ledger after that many changes, each sent in a message of its own. */
function after(changes: number): Acknowledgements {
  const ledger = new Acknowledgements();
  ledger.connected();
  for (let left = changes; left > 0; left--) {
    ledger.changed();
    ledger.sent();
  }
  return ledger;
}

describe('account of what is durable', () => {
  it('[CLIENT-2] counts what was made until the host has settled it', () => {
    const ledger = after(3);
    ledger.settled({ settled: 2, refused: [] });
    expect(ledger.pending).toBe(1);
    ledger.settled({ settled: 3, refused: [] });
    expect(ledger.pending).toBe(0);
  });

  it('[CLIENT-3] settles what an earlier run left with the first message of the next connection', () => {
    const ledger = new Acknowledgements();
    ledger.changed(4);
    ledger.connected();
    expect(ledger.pending).toBe(4);
    ledger.sent();
    ledger.changed();
    ledger.settled({ settled: 1, refused: [] });
    expect(ledger.pending).toBe(1);
  });

  it('[CLIENT-2] forgets the numbers of a connection that ended, not what is still unsaved', () => {
    const ledger = after(2);
    ledger.connected();
    ledger.settled({ settled: 2, refused: [] });
    expect(ledger.pending).toBe(2);
  });

  it('[CLIENT-2] takes nothing behind a refused message for durable, even if later ones settle', () => {
    const ledger = after(3);
    expect(ledger.settled({ settled: 2, refused: [{ message: 2, reason: 'gap' }] })).toBe('gap');
    ledger.settled({ settled: 3, refused: [] });
    expect(ledger.pending).toBe(2);
  });

  it("[CLIENT-2] is not alarmed when a guest's empty answer is refused", () => {
    const ledger = new Acknowledgements();
    ledger.connected();
    ledger.sent();
    expect(ledger.settled({ settled: 1, refused: [{ message: 1, reason: 'read-only' }] })).toBeNull();
  });
});
