import '../look/tokens.css';
import './protocol.css';
import { render } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Languages } from '../look/languages';
import { useLanguage } from '../look/use';
import { t } from '../look/words';
import { found, paths, talk, type Entry, type Field, type Paths, type Section, type Talk } from './read';

// On a narrow screen the contents would be a long way to what they lead to.
const WIDE = matchMedia('(min-width: 800px)').matches;
const anchor = (id: string): string => '#' + encodeURIComponent(id);

function Fields({ of }: { of: readonly Field[] }) {
  return <table>
    <thead><tr><th scope="col">{t('protocol.member')}</th><th scope="col">{t('protocol.form')}</th><th scope="col">{t('protocol.meaning')}</th></tr></thead>
    <tbody>{of.map(field => <tr key={field.name}>
      <th scope="row"><code>{field.name}</code>{field.always ? null : <span class="badge">{t('protocol.optional')}</span>}</th>
      <td>{field.part ? <a href={anchor(field.part)}>{field.form}</a> : field.form}</td><td>{field.about}</td>
    </tr>)}</tbody>
  </table>;
}

function Thing({ entry }: { entry: Entry }) {
  return <article class="card" id={encodeURIComponent(entry.id)} data-test="entry">
    <h3><a href={anchor(entry.id)}>{entry.name}</a>{entry.called ? <span class="mono soft">{entry.called}</span> : null}{entry.marks.map(mark => <span class={mark === 'extension' ? 'badge brand' : 'badge'} key={mark}>{mark}</span>)}</h3>
    <p>{entry.about}</p>
    {entry.form ? <p class="soft">{entry.form}</p> : null}
    {entry.fields.length ? <Fields of={entry.fields} /> : null}
    {entry.answers.length ? <p class="soft">{t('protocol.answered')} {entry.answers.map((one, at) => <span key={one}>{at ? ', ' : ''}<a href={anchor(one)}>{one}</a></span>)}</p> : null}
    {entry.replies.length ? <ul class="replies">{entry.replies.map(one => <li key={one.status}><code>{one.status}</code> {one.about} {one.part ? <a href={anchor(one.part)}>{one.part.slice(5)}</a> : null}</li>)}</ul> : null}
    {entry.examples.map(one => <details key={one.name}><summary>{t('protocol.example')} <code>{one.name}</code></summary><pre tabIndex={0}>{one.text}</pre></details>)}
  </article>;
}

async function read<T>(file: string): Promise<T> {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return await answer.json() as T;
}

function App() {
  useLanguage();
  const [all, setAll] = useState<readonly Section[]>();
  const [trouble, setTrouble] = useState('');
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    Promise.all([read<Talk>('/asyncapi.json'), read<Paths>('/openapi.json')]).then(([said, asked]) => setAll([...talk(said), ...paths(asked)]), (why: unknown) => setTrouble(String(why)));
    const slash = (event: KeyboardEvent) => {
      if (event.key === '/' && document.activeElement !== field.current) { event.preventDefault(); field.current?.focus(); }
    };
    addEventListener('keydown', slash);
    return () => removeEventListener('keydown', slash);
  }, []);
  // The browser looked for the place before it was there.
  useEffect(() => { if (all && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView(); }, [all]);
  // A link leads to what the search may have left out.
  useEffect(() => {
    const all = () => setTyped('');
    addEventListener('hashchange', all);
    return () => removeEventListener('hashchange', all);
  }, []);
  const shown = useMemo(() => found(all ?? [], typed), [all, typed]);
  const count = shown.reduce((sum, section) => sum + section.entries.length, 0);
  return <>
    <header class="bar">
      <h1 class="brand"><span class="word">{t('protocol.title')}</span></h1>
      <input ref={field} class="grow" type="search" data-test="search" aria-label={t('protocol.search')} placeholder={t('protocol.search')} value={typed} onInput={event => setTyped(event.currentTarget.value)} />
      <Languages />
    </header>
    <div class="sides">
      <nav aria-label={t('protocol.contents')}>{shown.map(section => <details key={section.id} open={typed !== '' || (WIDE && section.id.startsWith('from'))}>
        <summary>{t('protocol.' + section.id)} <span class="count">{section.entries.length}</span></summary>
        <ul>{section.entries.map(entry => <li key={entry.id}><a href={anchor(entry.id)}>{entry.name}</a></li>)}</ul>
      </details>)}
        <p class="small"><a href="/asyncapi.json">asyncapi.json</a> · <a href="/openapi.json">openapi.json</a></p>
      </nav>
      <main>
        <p class="unseen" role="status">{all ? t('protocol.found', { n: count }) : ''}</p>
        {trouble ? <p class="notice red">{t('protocol.trouble')} {trouble}</p> : null}
        {all && count === 0 ? <p class="empty">{t('protocol.nothing')}</p> : null}
        {shown.map(section => <section key={section.id} aria-labelledby={'title-' + section.id}>
          <h2 id={'title-' + section.id}>{t('protocol.' + section.id)}</h2>
          {section.entries.map(entry => <Thing key={entry.id} entry={entry} />)}
        </section>)}
      </main>
    </div>
  </>;
}

render(<App />, document.getElementById('app')!);
