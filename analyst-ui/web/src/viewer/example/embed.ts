import { createViewer, type Viewer } from '../index.ts';
import '../viewer.css';

/** Shows a scan in an element. @param scan address of the scan, as `/api/scans/01J…` */
export async function embed(host: HTMLElement, readOut: HTMLElement, scan: string): Promise<Viewer> {
  const viewer = createViewer(host, {
    keys: true,
    onShown: ({ strips, preview }) => Object.assign(host.dataset, { strips, preview }),
    onReadOut(at) {
      readOut.textContent = at === null ? '' : `${at.line}, ${at.channel}: T ${at.high ?? '-'} / ${at.low ?? '-'}`;
    },
  });
  // Something to look at first, alone on the way. There is none before the scan has a result.
  const preview = fetch(`${scan}/preview`);
  const { geometry, lines, planes } = await (await fetch(`${scan}/picture`)).json();
  viewer.setPicture(geometry, { lines });
  const early = await preview;
  if (early.ok) await viewer.setPreview(await early.blob());
  const waiting: number[] = [...planes];
  const bring = async (): Promise<void> => {
    for (let strip = waiting.shift(); strip !== undefined; strip = waiting.shift()) {
      const answer = await fetch(`${scan}/planes/${strip}`);
      await viewer.addStrip(new Uint8Array(await answer.arrayBuffer()));
    }
  };
  await Promise.all([bring(), bring(), bring()]);
  viewer.setDisplay({ curve: 'log', edges: 0.3 });
  return viewer;
}

const [host, readOut] = [document.getElementById('picture'), document.getElementById('read-out')];
const scan = new URL(location.href).searchParams.get('scan');
if (host && readOut && scan) await embed(host, readOut, scan);
