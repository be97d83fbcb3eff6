import { useEffect, useState } from 'react';
import { useApp } from '../app/context.ts';

/** The preview of a reference scan; its name stands beside it. */
export function ReferenceThumb({ id }: { id: string }) {
  const { call } = useApp();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let current = true;
    call('getTrainingPreview', { params: { trainingId: id } }).then(
      (picture) => {
        if (!current) return;
        made = URL.createObjectURL(picture);
        setUrl(made);
      },
      // A name without a picture is still a name.
      () => {},
    );
    return () => {
      current = false;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [call, id]);
  return url === null ? <span className="thumb" /> : <img className="thumb" src={url} alt="" />;
}
