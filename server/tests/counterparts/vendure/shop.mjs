// A Vendure shop with its sample catalogue on PostgreSQL. Prints one line of JSON when it answers; ends with its standard input.
// Arguments: the port, and the database as JSON {host, port, user, password, database}.
import { createRequire } from 'node:module';
import path from 'node:path';

const print = line => process.stdout.write(line + '\n');
console.log = console.error; // standard output is for whoever started this
process.env.VENDURE_DISABLE_TELEMETRY = 'true';

const require = createRequire(import.meta.url);
const { bootstrap, dummyPaymentHandler } = require('@vendure/core');
const { populate } = require('@vendure/core/cli');
const samples = path.join(path.dirname(require.resolve('@vendure/create/package.json')), 'assets');
const port = Number(process.argv[2]);
const { user: username, ...database } = JSON.parse(process.argv[3]);
const say = message => console.error(message);

const config = {
    apiOptions: { port, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
    authOptions: {
        tokenMethod: ['bearer', 'cookie'],
        superadminCredentials: { identifier: 'superadmin', password: 'superadmin-1' },
        cookieOptions: { secret: 'only-for-tests' },
    },
    dbConnectionOptions: { type: 'postgres', ...database, username, synchronize: true, logging: false },
    paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
    importExportOptions: { importAssetsDir: path.join(samples, 'images') },
    logger: { error: say, warn: say, info() {}, verbose() {}, debug() {} },
};

await populate(
    () => bootstrap(config),
    require(path.join(samples, 'initial-data.json')),
    path.join(samples, 'products.csv'),
);
print(JSON.stringify({ address: `http://127.0.0.1:${port}` }));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
