// Owns the Host of one run in a worker: prints, log, environment, cache and stop, all through its lane.
// Knows nothing of messages' forms.
import type { LaneSettings } from '@etamil/shared/protocol';
import type { Host, UploadPart } from './run.ts';

/** What a lane does for its runs. */
export interface LaneLink {
  print(text: string): void;
  log(level: 'info' | 'warn' | 'error', text: string): void;
  cacheGet(key: string): Promise<unknown>;
  cacheSet(key: string, value: unknown, seconds: number): Promise<void>;
  cacheDelete(key: string): Promise<boolean>;
  stop(): void;
}

export class RequestHost implements Host {
  readonly serving = true;
  readonly uploads: readonly UploadPart[];
  readonly cwd: string;
  readonly filesRoot: string;
  readonly cancelFlag: { readonly cells: Int32Array; readonly index: number };
  private readonly link: LaneLink;
  private readonly settings: LaneSettings;

  constructor(
    link: LaneLink,
    settings: LaneSettings,
    uploads: readonly UploadPart[],
    cancelFlag: Host['cancelFlag'] & object,
  ) {
    this.link = link;
    this.settings = settings;
    this.uploads = uploads;
    this.cwd = settings.cwd;
    this.filesRoot = settings.filesRoot;
    this.cancelFlag = cancelFlag;
  }

  print(text: string): void {
    this.link.print(text);
  }
  /** A handler has no input at all. */
  readLine(): undefined {
    return undefined;
  }
  env(name: string): string | undefined {
    return Object.hasOwn(this.settings.env, name) ? this.settings.env[name] : undefined;
  }
  log(level: 'info' | 'warn' | 'error', text: string): void {
    this.link.log(level, text);
  }
  cacheGet(key: string): Promise<unknown> {
    return this.link.cacheGet(key);
  }
  cacheSet(key: string, value: unknown, seconds: number): Promise<void> {
    return this.link.cacheSet(key, value, seconds);
  }
  cacheDelete(key: string): Promise<boolean> {
    return this.link.cacheDelete(key);
  }
  stopServer(): void {
    this.link.stop();
  }
}
