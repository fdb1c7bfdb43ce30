// Owns reading what is typed in the shell: whether more lines belong to it, and whether it is a command (language.md §20). Pure.

/** How many more `{` than `}` stand in `text`, not counting those in strings and comments. */
export function openBraces(text: string): number {
  let open = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '{') open++;
    else if (c === '}') open--;
    else if (c === '/' && text[i + 1] === '/') {
      const end = text.indexOf('\n', i);
      if (end < 0) break;
      i = end;
    } else if (c === '"') {
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i++;
    }
  }
  return open;
}

export type ReplCommand = 'quit' | 'help' | 'vars';

const COMMANDS: Readonly<Record<string, ReplCommand>> = {
  ':quit': 'quit',
  ':q': 'quit',
  ':help': 'help',
  ':h': 'help',
  ':vars': 'vars',
};

/** What a fresh line asks of the shell; null: program text; undefined: a command that does not exist. */
export function replCommand(line: string): ReplCommand | null | undefined {
  const word = line.trim();
  return word.startsWith(':') ? COMMANDS[word] : null;
}

export const REPL_COMMANDS: readonly string[] = Object.keys(COMMANDS);
