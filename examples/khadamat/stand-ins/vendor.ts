/** What a stand-in is: a vendor's hosts, and its answers. */
import type { IncomingHttpHeaders } from 'node:http';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, anything else as JSON. */
  readonly body: unknown;
}

export interface Vendor {
  readonly hosts: RegExp;
  readonly answer: (request: Request) => Answer | Promise<Answer>;
}

export interface Endpoint {
  readonly url: string;
  readonly secret: string;
}
