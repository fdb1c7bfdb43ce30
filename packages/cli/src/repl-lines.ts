// Owns where the shell's lines come from: an edited line with history on a terminal, plain lines otherwise.
// Knows nothing of the language. The editor is closed between lines, so that உள்ளிடு can read the terminal itself.
import type { LineReader } from './standard-input.ts';
import { isTerminal, type Terminal } from './terminal.ts';

export interface LineSource {
  /** The next line; null at the end of input; undefined when the line was thrown away (Ctrl-C). */
  next(prompt: string): Promise<string | null | undefined>;
}

export function lineSource(terminal: Terminal, reader: LineReader): LineSource {
  return isTerminal(0) && isTerminal(1) ? edited(terminal) : plain(terminal, reader);
}

function plain(terminal: Terminal, reader: LineReader): LineSource {
  return {
    async next(prompt) {
      terminal.out.raw(prompt);
      terminal.out.flush();
      return reader.next();
    },
  };
}

function edited(terminal: Terminal): LineSource {
  // not imported: only a shell on a terminal needs it, and this file is bundled with `run`
  const { createInterface } = process.getBuiltinModule('node:readline');
  let history: string[] = [];
  return {
    next(prompt) {
      terminal.out.flush();
      return new Promise((resolve) => {
        const editor = createInterface({
          input: process.stdin,
          output: process.stdout,
          history,
          historySize: 1000,
          removeHistoryDuplicates: true,
        });
        let answer: string | null | undefined = null;
        editor.on('history', (lines: string[]) => {
          history = lines;
        });
        editor.on('SIGINT', () => {
          answer = undefined;
          process.stdout.write('\n');
          editor.close();
        });
        editor.on('close', () => resolve(answer));
        editor.question(prompt, (line) => {
          answer = line;
          editor.close();
        });
      });
    },
  };
}
