/**
 * Runs in the network of a pod, and brings connections to ports of its localhost, as a container runtime does it for
 * port-forward: what listens on the address of the pod alone is not reached.
 *
 *   forwarder.cjs <path of a Unix socket>
 *
 * Who connects sends the port, two bytes, and then what it has to say. It ends when nobody needs it.
 */
const net = require('node:net');

const IDLE = 10_000;

let idle;
const restart = () => {
  clearTimeout(idle);
  idle = setTimeout(() => process.exit(0), IDLE);
};

const server = net.createServer({ allowHalfOpen: true }, (from) => {
  restart();
  from.on('error', () => from.destroy());
  from.once('readable', () => {
    const port = from.read(2)?.readUInt16BE(0);
    if (port === undefined) {
      from.destroy(); // somebody has only looked whether we are there
      return;
    }
    const to = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    to.on('error', () => from.destroy()); // closed without a byte: it was refused
    from.on('close', () => to.destroy());
    from.pipe(to).pipe(from);
  });
});
server.listen(process.argv[2], restart);
