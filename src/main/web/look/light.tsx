import { t } from './words';

/** What a lane has said about a sale; `unsent` and `sending` mean that it has said nothing yet. */
export interface Said {
  state: string; copies?: readonly string[]; clouds?: Readonly<Record<string, string>>; reason?: string | undefined; code?: string | undefined;
}
/** What the light shows: the state decides on colour and shape, the text says the same in words. */
export interface Shown { state: 'unsaved' | 'pending' | 'peer_ack' | 'cloud_ack' | 'set_aside' | 'refused' | 'other'; text: string; more: string }

/** The light of what a lane has said. Nothing in here may look at the connection. */
export function lightOf(said: Said | undefined): Shown {
  if (!said) return { state: 'unsaved', text: t('look.light.unsaved'), more: '' };
  const copies = said.copies ?? [];
  const where = Object.entries(said.clouds ?? {}).map(([name, how]) => `${name}: ${how.replace('_', ' ')}`).join(' · ');
  switch (said.state) {
    case 'pending': return { state: 'pending', text: t('look.light.pending'), more: where };
    case 'peer_ack': return { state: 'peer_ack', text: copies.length ? t('look.light.lanes', { n: copies.length }) : t('look.light.peer'), more: [copies.join(', '), where].filter(Boolean).join(' · ') };
    case 'cloud_ack': return { state: 'cloud_ack', text: t('look.light.cloud'), more: where };
    case 'set_aside': return { state: 'set_aside', text: t('look.light.aside') + (said.reason ? ': ' + said.reason : ''), more: where };
    case 'refused': return { state: 'refused', text: t('look.light.refused') + (said.code ? ': ' + said.code : ''), more: said.reason ?? '' };
    default: return { state: 'unsaved', text: t('look.light.unsaved'), more: '' };
  }
}

/** The safe light: a lamp whose shape and colour tell, and the words beside it. */
export function Light({ light, test }: { light: Shown; test?: string }) {
  return <span class="light" data-state={light.state} data-test={test} title={light.more || undefined}>
    <span class="lamp" aria-hidden="true" /><span>{light.text}</span>
  </span>;
}
