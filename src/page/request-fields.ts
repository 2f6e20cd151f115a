import { certificateBlocks } from '../kernel/certificate-blocks';
import { byId } from './dom';
import { Question } from './question';

/** The fields of the form. */
export class RequestFields {
  private readonly url = byId('url', HTMLInputElement);
  private readonly from = byId('from', HTMLSelectElement);
  private readonly method = byId('method', HTMLSelectElement);
  private readonly version = byId('version', HTMLSelectElement);
  private readonly headers = byId('headers', HTMLTextAreaElement);
  private readonly sni = byId('sni', HTMLInputElement);
  private readonly isWithoutSni = byId('without-sni', HTMLInputElement);
  private readonly certificate = byId('certificate', HTMLTextAreaElement);
  private readonly file = byId('certificate-file', HTMLInputElement);
  private readonly sourceIp = byId('source-ip', HTMLInputElement);
  private readonly more = byId('more', HTMLDetailsElement);
  private readonly said = byId('said', HTMLElement);

  /** Listens to what belongs together. */
  public start(): void {
    this.more.addEventListener('input', () => this.tell());
    this.isWithoutSni.addEventListener('change', () => this.tell());
    this.file.addEventListener('change', () => void this.readFile());
  }

  /** What they hold. Of a certificate that is pasted with its key, the key goes. */
  public read(): Question {
    const certificate = this.certificate.value.trim();
    if (certificateBlocks(certificate) !== '') {
      this.certificate.value = certificateBlocks(certificate);
    }
    return {
      url: this.url.value.trim(),
      from: this.from.value,
      method: this.method.value,
      version: this.version.value,
      headers: this.headers.value.trim(),
      sni: this.sni.value.trim(),
      isWithoutSni: this.isWithoutSni.checked,
      certificate: this.certificate.value.trim(),
      sourceIp: this.sourceIp.value.trim(),
    };
  }

  /** Makes them hold a question; says whether the sender is one that can be chosen. */
  public fill(question: Question): boolean {
    this.url.value = question.url;
    const isKnown = choose(this.from, question.from);
    choose(this.method, question.method);
    choose(this.version, question.version);
    this.headers.value = question.headers;
    this.sni.value = question.sni;
    this.isWithoutSni.checked = question.isWithoutSni;
    this.certificate.value = question.certificate;
    this.sourceIp.value = question.sourceIp;
    this.tell();
    this.more.open = this.said.textContent !== '';
    return isKnown;
  }

  /** Marks the field that something is wrong with, or none. */
  public mark(id: string | undefined): void {
    for (const field of [this.url, this.headers, this.certificate, this.sourceIp]) {
      if (field.id === id) {
        field.setAttribute('aria-invalid', 'true');
        field.setAttribute('aria-errormessage', 'trace');
        this.more.open ||= this.more.contains(field);
        field.focus();
      } else {
        field.removeAttribute('aria-invalid');
        field.removeAttribute('aria-errormessage');
      }
    }
  }

  /** Says beside the closed part what it holds, and closes the field of a name that is not sent. */
  private tell(): void {
    const count = this.headers.value.split('\n').filter((line) => line.trim() !== '').length;
    this.sni.disabled = this.isWithoutSni.checked;
    this.said.textContent = [
      count === 0 ? '' : count === 1 ? '1 header' : `${count} headers`,
      this.isWithoutSni.checked ? 'no SNI' : this.sni.value.trim() === '' ? '' : 'SNI',
      this.certificate.value.trim() === '' ? '' : 'certificate',
      this.version.value,
      this.sourceIp.value.trim() === '' ? '' : 'address',
    ]
      .filter((each) => each !== '')
      .join(', ');
  }

  private async readFile(): Promise<void> {
    const text = await this.file.files?.[0]?.text();
    this.file.value = '';
    if (text !== undefined) {
      // What holds no certificate is shown as something that is none, and not as it is: it may be a key.
      this.certificate.value = certificateBlocks(text) || 'The file holds no certificate in PEM';
      this.tell();
    }
  }
}

/** Chooses an option by its value, or the first where the value is '' or not known; says whether it is known. */
function choose(field: HTMLSelectElement, value: string): boolean {
  const index = [...field.options].findIndex((option) => option.value === value);
  field.selectedIndex = Math.max(index, 0);
  return index >= 0 || value === '';
}
