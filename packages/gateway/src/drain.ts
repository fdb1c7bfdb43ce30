// Owns the end of a server (architecture §6 Drain, spec README 33, robustness trap 7): no new connections, every request in
// flight answered, idle connections closed a little later, a hard deadline. Knows nothing of signals' delivery.
import { Server as NetServer } from 'node:net';
import { bilingual } from '@etamil/shared/catalogue';
import type { Acceptor } from './accept.ts';
import { entryOf } from './error-body.ts';
import type { Scheduler } from './scheduler.ts';
import type { Service } from './service.ts';

/** An idle connection lives this much longer than the listener: a request may be on its way. */
const IDLE_GRACE_MS = 250;
const LOOK_MS = 25;
/** Workers get at least this long to close their pools, whatever is left of the drain. */
const WORKER_END_MS = 500;

export class Drain {
  /** Requests cut at the deadline. */
  cut = 0;
  private readonly service: Service;
  private readonly acceptor: Acceptor;
  private readonly scheduler: Scheduler;

  constructor(service: Service, acceptor: Acceptor, scheduler: Scheduler) {
    this.service = service;
    this.acceptor = acceptor;
    this.scheduler = scheduler;
  }

  /** Resolves when everything is answered and closed, at the latest at the deadline. */
  async run(reason: string): Promise<void> {
    const { service, acceptor, scheduler } = this;
    const { preStopMs, timeoutMs } = service.config.drain;
    service.draining = true;
    scheduler.stop();
    const begin = entryOf('DRAIN-BEGIN');
    service.log('info', bilingual(begin, { reason, count: service.inFlight }), { context: { code: begin.code } });
    if (preStopMs > 0) await pause(preStopMs);
    // http.Server#close would reset idle connections at once and stop looking after slow ones
    NetServer.prototype.close.call(acceptor.server);
    const deadline = performance.now() + timeoutMs;
    const idleFrom = performance.now() + IDLE_GRACE_MS;
    while (performance.now() < deadline) {
      if (performance.now() >= idleFrom) this.closeQuiet();
      const done = service.inFlight === 0 && scheduler.active === 0 && acceptor.connections.size === 0;
      if (done) break;
      await pause(LOOK_MS);
    }
    this.cut = service.inFlight + scheduler.active;
    if (service.inFlight > 0) this.cutRest();
    const spare = Math.max(WORKER_END_MS, deadline - performance.now());
    await service.pool.close(this.cut > 0 ? WORKER_END_MS : spare);
    // the last answers may still be on their way out
    if (this.cut > 0) await pause(LOOK_MS);
    acceptor.closeNow();
    const end = entryOf('DRAIN-END');
    service.log(this.cut > 0 ? 'warn' : 'info', bilingual(end, { count: this.cut }), {
      context: { code: end.code, cut: this.cut },
    });
  }

  private closeQuiet(): void {
    for (const c of this.acceptor.connections) if (c.quiet) c.socket.end();
  }

  private cutRest(): void {
    this.service.pool.refuseWaiting();
    for (const lane of this.service.pool.lanes) lane.cutAll();
    for (const c of this.acceptor.connections) c.reading?.failReading('HTTP-UNAVAILABLE', {});
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
