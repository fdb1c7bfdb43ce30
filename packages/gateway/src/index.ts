// Owns the public face of the gateway. Knows nothing of its insides.
export { type RunningServer, type ServeOptions, startServer } from './server.ts';
