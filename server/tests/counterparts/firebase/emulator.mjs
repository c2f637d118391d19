// The Firebase Auth emulator on free ports. Usage: node emulator.mjs PROJECT. Prints {"address"}, and ends with its standard input.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const host = '127.0.0.1';
const listening = (server) => new Promise((done) => server.listen(0, host, () => done(server)));

async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => listening(createServer())));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

const home = mkdtempSync(join(tmpdir(), 'aisle-firebase-'));
const [port, hub, logging] = await freePorts(3);
const emulators = { auth: { host, port }, hub: { host, port: hub }, logging: { host, port: logging }, ui: { enabled: false } };
writeFileSync(join(home, 'firebase.json'), JSON.stringify({ emulators }));
const program = resolve('node_modules/firebase-tools/lib/bin/firebase.js');
const child = spawn('node', [program, 'emulators:start', '--only', 'auth', '--project', process.argv[2]], {
  cwd: home,
  env: { ...process.env, HOME: home, CI: '1' },
  stdio: ['ignore', 'pipe', 'ignore'],
});
child.stdout.setEncoding('utf8').on('data', (text) => {
  if (text.includes('All emulators ready')) console.log(JSON.stringify({ address: `http://${host}:${port}` }));
});
child.on('exit', (code) => {
  rmSync(home, { recursive: true, force: true });
  process.exit(code ?? 1);
});
process.stdin.on('end', () => child.kill('SIGTERM')).resume();
