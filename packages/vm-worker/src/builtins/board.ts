// Owns the names that drive hardware boards, their simulator and hardware key tokens (spec README 11): they exist so that programs
// load, and answer failures. Must not know any hardware.
import { builtinById } from '@etamil/shared/builtin-table';
import type { BuiltinFamily } from '../builtin.ts';
import { failure } from './failure.ts';

const BOARD = [
  ...['pinMode', 'pinWrite', 'pinRead', 'analogRead', 'sleepMs', 'tone', 'noTone', 'watchdogBegin', 'watchdogFeed'],
  ...['serialOpen', 'serialReadLine', 'serialWrite', 'serialClose'],
  ...['simSetPin', 'simSetAnalog', 'simAdvanceMs', 'simFeedSerial', 'simSerialOutput'],
];
const TOKEN = ['hsmOpen', 'hsmClose', 'hsmKeys', 'hsmPublicKey', 'hsmSign'];

function absent(ids: readonly string[], failureId: string): BuiltinFamily {
  const answer = (id: string) => async () => failure(failureId, { name: builtinById(id)?.names[0] ?? id });
  return Object.fromEntries(ids.map((id) => [id, answer(id)]));
}

export const BOARD_AND_TOKEN: BuiltinFamily = {
  ...absent(BOARD, 'FAIL-BOARD'),
  ...absent(TOKEN, 'FAIL-HSM'),
  boardName: async () => 'host',
  millis: async () => Math.floor(performance.now()),
};
