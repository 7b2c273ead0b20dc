/** Choices that outlive a visit. Storage may be refused; then they last as long as the page. */

export function remembered(key: 'language' | 'theme'): string | null {
  try {
    return localStorage.getItem(`ddpm-lab:${key}`);
  } catch {
    return null;
  }
}

export function remember(key: 'language' | 'theme', value: string): void {
  try {
    localStorage.setItem(`ddpm-lab:${key}`, value);
  } catch {
    // Private windows refuse; the choice holds until the page closes
  }
}
