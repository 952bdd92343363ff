/**
 * What an ICU message asks for: its arguments with their kind, and its tags, sorted. Two languages of one message must
 * ask for the same, or one of them fails at run time.
 */
export function messageParams(message) {
  const found = new Set();
  let at = 0;

  const readUntil = (end) => {
    while (at < message.length && !end(message[at])) at += 1;
  };

  /** Text up to the brace that closes it, or to the end. */
  function readText(inBranch) {
    while (at < message.length) {
      const char = message[at];
      if (char === "'" && /['{}#<]/.test(message[at + 1] ?? '')) skipQuoted();
      else if (char === '{') readArgument();
      else if (char === '}' && inBranch) return;
      else if (char === '<') readTag();
      else at += 1;
    }
  }

  function skipQuoted() {
    if (message[at + 1] === "'") {
      at += 2;
      return;
    }
    const close = message.indexOf("'", at + 1);
    at = close === -1 ? message.length : close + 1;
  }

  function readTag() {
    const tag = /^<\/?([A-Za-z]\w*)\s*\/?>/.exec(message.slice(at));
    if (tag) found.add(`<${tag[1]}>`);
    at += tag ? tag[0].length : 1;
  }

  function readArgument() {
    const head = /^\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(message.slice(at));
    if (!head) throw new Error(`argument without a name in: ${message}`);
    at += head[0].length;
    const [, name, kind] = head;
    // A number may be shown plainly in one language and as a plural in the other.
    found.add(kind === 'select' ? `${name} (select)` : name);
    if (kind === 'plural' || kind === 'select' || kind === 'selectordinal') readBranches();
    else readUntil((char) => char === '}');
    if (message[at] !== '}') throw new Error(`unclosed argument in: ${message}`);
    at += 1;
  }

  function readBranches() {
    for (;;) {
      readUntil((char) => char === '{' || char === '}');
      if (message[at] !== '{') return;
      at += 1;
      readText(true);
      if (message[at] !== '}') throw new Error(`unclosed branch in: ${message}`);
      at += 1;
    }
  }

  readText(false);
  return [...found].sort((a, b) => a.localeCompare(b));
}
