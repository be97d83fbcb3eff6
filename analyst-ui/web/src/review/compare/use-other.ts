import { boxToMm, type Geometry, type ScanDetail, type ScanId } from '@h986/domain';
import { useEffect, useState } from 'react';
import { useApp } from '../../app/context.ts';
import { useLoad } from '../../shared/hooks.ts';
import { createPictureFeed } from '../../shared/picture-feed.ts';
import type { Viewer } from '../../viewer/index.ts';
import type { CompareMode } from './looked.ts';

/** What must be known of another scan before it can be laid on this one. */
export interface OtherPicture {
  geometry: Geometry;
  /** Width of the whole, mm. */
  widthMm: number;
  /** Its container, mm of its own picture; undefined where none was located. */
  box: { x: number; y: number; w: number; h: number } | undefined;
}

/** Size of another scan and where its container lies; undefined until both are known. */
export function useOtherPicture(other: { scanId: ScanId; container: number } | null): {
  picture: OtherPicture | undefined;
  error: unknown;
} {
  const { call } = useApp();
  const { data, error } = useLoad<OtherPicture | undefined>(async () => {
    if (other === null) return undefined;
    const params = { scanId: other.scanId };
    const [scan, picture] = await Promise.all([call('getScan', { params }), call('getPicture', { params })]);
    const { geometry, lines } = picture;
    if (geometry === null) return undefined;
    const widthMm = (lines ?? scan.lines ?? 0) * geometry.linePitchMm;
    return { geometry, widthMm, box: containerBox(scan, other.container) };
  }, `compare ${other?.scanId} ${other?.container}`);
  return { picture: data, error };
}

/** A container of a scan, mm of its picture. */
export function containerBox({ result }: ScanDetail, container: number): OtherPicture['box'] {
  const box = result?.load?.containers[container]?.boxPx;
  return result && box ? boxToMm(box, result.geometry) : undefined;
}

interface Wanted {
  scanId: ScanId;
  picture: OtherPicture;
  mode: Exclude<CompareMode, 'side'>;
  at: number;
  second: boolean;
  offsetMm: { x: number; y: number };
  mirrored: boolean;
}

/** Lays another scan's picture over the one in the viewer; its strips come after those that are drawn first. @returns how many are there, and what went wrong */
export function useLaidOver(viewer: Viewer | null, wanted: Wanted | null): { strips: number; error: unknown } {
  const { call } = useApp();
  const [strips, setStrips] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const geometry = wanted?.picture.geometry;
  const scanId = wanted?.scanId;

  useEffect(() => {
    if (viewer === null || wanted === null) return;
    const { picture, mode, at, second, offsetMm, mirrored } = wanted;
    viewer.setCompare({ geometry: picture.geometry, mode, at, second, offsetMm, mirrored });
  }, [viewer, wanted]);
  useEffect(() => {
    if (viewer === null || geometry === undefined || scanId === undefined) return;
    setStrips(0);
    setError(null);
    const into = {
      setPicture: () => {},
      addStrip: (bytes: Uint8Array<ArrayBuffer>) => viewer.addCompareStrip(bytes),
    };
    const feed = createPictureFeed({ call, scanId, viewer: into, onShown: setStrips, onError: setError });
    return () => {
      feed.stop();
      viewer.setCompare(null);
    };
  }, [viewer, geometry, scanId, call]);
  return { strips, error };
}
