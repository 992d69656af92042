const PATHS = {
  lock: 'M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8 11V8a4 4 0 0 1 8 0v3',
  seats: 'M12 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM5 20c.6-4 3.4-6 7-6s6.4 2 7 6',
  back: 'M15 5l-7 7 7 7',
  find: 'M11 4.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM16 16l4.5 4.5',
  till: 'M4 8h16M4 12.5h16M4 17h9',
  floor: 'M3.5 3.5h7v7h-7zM13.5 3.5h7v7h-7zM3.5 13.5h7v7h-7zM13.5 13.5h7v7h-7z',
  receipt: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 8h5M9.5 12h5',
  list: 'M4 12h4l2.5-6 4 12L17 12h3',
  bag: 'M5 8h14l-1 12H6zM9 8a3 3 0 0 1 6 0',
  bike: 'M6 13a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM18 13a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM6 16.5L10 9h5l3 7.5M13 6h2.5',
  void: 'M6 6l12 12M18 6L6 18',
  print: 'M7 9V3h10v6M7 17H4v-8h16v8h-3M7 14h10v7H7z',
  plug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4',
  pan: 'M4 10h12v4a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4zM16 11l5-2M7 6c0-1 1-1 1-2M11 6c0-1 1-1 1-2',
  glass: 'M6 4h12l-1.5 8a4.5 4.5 0 0 1-9 0zM12 16.5V20M8 20h8',
  percent: 'M18 6L6 18M7.5 5.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM16.500 14.500a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  split: 'M4 12h6M10 12l7-6h3M10 12l7 6h3',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  sound: 'M4 9.500v5h3l5 4V5.500l-5 4zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11',
  mute: 'M4 9.500v5h3l5 4V5.500l-5 4zM16 9.500l5 5M21 9.500l-5 5',
} as const;

/** A sign that only decorates; the words beside it, or the button's label, say the same. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={PATHS[name]} /></svg>;
}
