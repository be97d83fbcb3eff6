import { randomBytes, randomUUID } from 'node:crypto';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@h986/domain';
import { type CephPlace, cephConfig } from './ceph-config.ts';
import { lastLines, provide, run } from './debian.ts';
import { firstAnswer, freePort, type Service, startService, temporaryFolder } from './service.ts';

export interface RunningS3 {
  endpoint: string;
  region: string;
  accessKey: string;
  secretKey: string;
  stop(): Promise<void>;
}

/**
 * A real S3 server with nothing in it: Ceph's RADOS gateway on one monitor and one disk (a sparse file), all in a
 * temporary folder and on loopback. It has what our evidence needs: `If-None-Match`, object lock, versions. Starts in
 * about 15 s.
 *
 * @throws {DomainError} `service-missing`, `service-start`
 */
export async function startCephRgw(): Promise<RunningS3> {
  const gateway = await provide({
    what: 'Ceph RGW',
    commands: ['radosgw'],
    packages: ['radosgw', 'ceph-mon', 'ceph-osd'],
  });
  const { path: folder, remove } = await temporaryFolder('ceph');
  const place: CephPlace = { folder, fsid: randomUUID(), monPort: await freePort(), s3Port: await freePort() };
  const services: Service[] = [];
  const stop = async (): Promise<void> => {
    // Nothing in it is worth an orderly end.
    await Promise.all(services.map((service) => service.kill()));
    await remove();
  };
  try {
    await writeFile(join(folder, 'ceph.conf'), cephConfig(place));
    await makeKeyring(folder);
    services.push(await startMonitor(place));
    services.push(await startDisk(place));
    const user = await makeUser(folder);
    services.push(await startGateway(gateway, place));
    return { ...user, endpoint: `http://127.0.0.1:${place.s3Port}`, region: 'us-east-1', stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One keyring for all, made by hand, as there is no manager to ask. */
async function makeKeyring(folder: string): Promise<void> {
  const keyring = join(folder, 'keyring');
  const all = ['mon', 'osd', 'mgr', 'mds'].flatMap((daemon) => ['--cap', daemon, 'allow *']);
  for (const name of ['mon.', 'client.admin', 'osd.0', 'client.rgw']) {
    await must('ceph-authtool', [...(name === 'mon.' ? ['-C'] : []), keyring, '--gen-key', '-n', name, ...all]);
  }
}

async function startMonitor({ folder, fsid, monPort }: CephPlace): Promise<Service> {
  const conf = join(folder, 'ceph.conf');
  const map = join(folder, 'monmap');
  await must('monmaptool', ['--create', '--addv', 'a', `[v2:127.0.0.1:${monPort}/0]`, '--fsid', fsid, map]);
  await must('ceph-mon', ['-c', conf, '--mkfs', '-i', 'a', '--monmap', map, '--keyring', join(folder, 'keyring')]);
  return startService({
    what: 'Ceph monitor',
    command: 'ceph-mon',
    args: ['-c', conf, '-f', '-i', 'a'],
    // `ceph v2` is the banner of its protocol.
    ready: async () => (await firstAnswer(monPort, Buffer.from('\n'))) !== null,
  });
}

async function startDisk({ folder }: CephPlace): Promise<Service> {
  const conf = join(folder, 'ceph.conf');
  const uuid = randomUUID();
  await mkdir(join(folder, 'osd'));
  await copyFile(join(folder, 'keyring'), join(folder, 'osd', 'keyring'));
  await must('ceph', ['-c', conf, 'osd', 'new', uuid, '0']);
  await must('ceph-osd', ['-c', conf, '--mkfs', '-i', '0', '--osd-uuid', uuid]);
  return startService({
    what: 'Ceph disk',
    command: 'ceph-osd',
    args: ['-c', conf, '-f', '-i', '0'],
    ready: async () => (await must('ceph', ['-c', conf, 'osd', 'stat'])).includes('1 up'),
  });
}

async function makeUser(folder: string): Promise<{ accessKey: string; secretKey: string }> {
  const accessKey = randomBytes(10).toString('hex');
  const secretKey = randomBytes(20).toString('hex');
  const keys = ['--access-key', accessKey, '--secret', secretKey];
  const user = ['--uid', 'h986', '--display-name', 'h986'];
  await must('radosgw-admin', ['-c', join(folder, 'ceph.conf'), 'user', 'create', ...user, ...keys]);
  return { accessKey, secretKey };
}

function startGateway(command: string, { folder, s3Port }: CephPlace): Promise<Service> {
  return startService({
    what: 'Ceph RGW',
    command,
    args: ['-c', join(folder, 'ceph.conf'), '-f', '-n', 'client.rgw'],
    ready: async () =>
      (await firstAnswer(s3Port, Buffer.from('GET / HTTP/1.0\r\n\r\n')))?.startsWith('HTTP/1.1 200') ?? false,
  });
}

async function must(command: string, args: string[]): Promise<string> {
  const { code, output } = await run(command, args);
  if (code !== 0) throw new DomainError('service-start', `${command} ${args.join(' ')} failed: ${lastLines(output)}`);
  return output;
}
