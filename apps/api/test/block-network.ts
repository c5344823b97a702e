import { Socket } from 'node:net';

export type NetworkBlock = Readonly<{
  /** Hosts beyond this machine that something tried to connect to. */
  hosts: string[];
  lift(): void;
}>;

type Connect = (this: Socket, ...args: unknown[]) => Socket;

/** Lets this process connect to this machine only: any other connection fails as if there were no network. */
export function blockNetwork(): NetworkBlock {
  const prototype = Socket.prototype as unknown as { connect: Connect };
  const { connect } = prototype;
  const hosts: string[] = [];
  prototype.connect = function connectToThisMachine(...args) {
    const [first] = args;
    // `net.connect` hands its arguments over in normal form: an array with the options in front.
    const options = (Array.isArray(first) ? first[0] : first) as { host?: string; path?: string } | null;
    const host = typeof options === 'object' && options ? options.host : undefined;
    if (host === undefined || /^(?:127\.|localhost$|::1$)/.test(host)) return connect.apply(this, args);
    hosts.push(host);
    process.nextTick(() => this.destroy(Object.assign(new Error('No network.'), { code: 'ENETUNREACH' })));
    return this;
  };
  return { hosts, lift: () => void (prototype.connect = connect) };
}
