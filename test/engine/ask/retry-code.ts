/** A small system for the tests of this room: a client that retries, the policy that decides, and a cache apart from both. */
export const RETRY_CODE = {
  'src/app.ts': `// Starts the program.
import { Client } from './net/client.ts';

export function main() {
  const client = new Client(defaults());
  client.send({ url: '/jobs' });
}

function defaults() {
  return { attempts: 3 };
}
`,
  'src/net/client.ts': `// Talks to the server.
import { decide } from './retry.ts';

/** Sends requests, and sends them again. */
export class Client extends Base {
  /** Sends a request, trying again while the policy allows. */
  async send(request: Request): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.transmit(request);
      } catch (error) {
        if (!decide(error, attempt)) throw error;
        await sleep(backoff(attempt));
      }
    }
  }

  transmit(request: Request): Promise<Response> {
    return fetch(request.url);
  }
}
`,
  'src/net/retry.ts': `// The retry policy.
export interface Policy {
  attempts: number;
}

/** Decides whether a failed request is tried again. Only server errors are. */
export function decide(error: HttpError, attempt: number, policy: Policy): boolean {
  if (attempt >= policy.attempts) return false;
  return error.status >= 500;
}

/** How long to wait before the next attempt, in milliseconds. */
export function backoff(attempt: number): number {
  return 100 * 2 ** attempt;
}
`,
  'src/store/cache.ts': `export function remember(key: string, make: () => string): string {
  const known = table.get(key);
  if (known !== undefined) return known;
  return make();
}
`,
} as const;
