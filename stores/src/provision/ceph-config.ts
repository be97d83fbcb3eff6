/** Where a one-node Ceph lies and listens. */
export interface CephPlace {
  folder: string;
  fsid: string;
  monPort: number;
  s3Port: number;
}

/** The smallest Ceph that serves S3: one copy of everything, no manager, loopback only. */
export function cephConfig({ folder, fsid, monPort, s3Port }: CephPlace): string {
  return `[global]
fsid = ${fsid}
mon host = [v2:127.0.0.1:${monPort}/0]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = ${folder}/keyring
run dir = ${folder}
admin socket = ${folder}/$name.asok
pid file =
log file = ${folder}/$name.log
log to stderr = false
mon cluster log file = ${folder}/cluster.log
crash dir = ${folder}
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon data avail crit = 1

[mon.a]
host = localhost
mon data = ${folder}/mon
# One monitor needs no election pause.
mon election timeout = 1
paxos propose interval = 0.1
paxos min wait = 0.01

[osd.0]
host = localhost
osd data = ${folder}/osd
bluestore block size = 4294967296
bluestore cache autotune = false
bluestore cache size = 67108864

[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${s3Port}
rgw data = ${folder}/rgw
rgw dynamic resharding = false
rgw run sync thread = false
`;
}
