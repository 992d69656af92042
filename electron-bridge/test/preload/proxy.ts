import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between a screen and its lane, and can lose what the lane says. */
export class DeafProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** What the lane says is lost on the way. */
  deaf = false;

  private constructor(target: () => number | undefined) {
    this.#server = createServer(near => {
      const port = target();
      if (port === undefined) return void near.destroy();
      const far = connect(port, '127.0.0.1');
      for (const [one, other] of [[near, far], [far, near]] as const) {
        this.#sockets.add(one);
        one.on('error', () => other.destroy()).on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
      }
      near.on('data', bytes => far.write(bytes));
      far.on('data', bytes => this.deaf || near.write(bytes));
    });
  }

  /** @param target the port that is spoken to now */
  static async open(target: () => number | undefined): Promise<DeafProxy> {
    const proxy = new DeafProxy(target);
    await new Promise<void>(done => proxy.#server.listen(0, '127.0.0.1', done));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  cut(): void {
    this.#sockets.forEach(socket => socket.destroy());
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
