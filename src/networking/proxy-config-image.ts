import { misuse } from '../kernel/errors';

/**
 * Which variant of the proxy's image a pod runs: the ending of the image's tag.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/#ProxyImage-image_type
 */
export class ProxyImage {
  /** The usual one, whose tag has no ending. */
  public static readonly DEFAULT = new ProxyImage('default');
  /** With tools to look around. */
  public static readonly DEBUG = new ProxyImage('debug');
  /** Without a shell and a package manager. */
  public static readonly DISTROLESS = new ProxyImage('distroless');

  /**
   * One that is built in-house: an image of the mesh's hub whose tag ends in `-` and this type.
   *
   * @throws if an image's tag can't end so.
   */
  public static of(imageType: string): ProxyImage {
    if (typeof imageType !== 'string' || !/^[\w.-]+$/.test(imageType)) {
      throw misuse({
        rule: 'the image type of a proxy must be the ending of a tag',
        received: imageType,
        fix: "use letters, digits, '_', '.' and '-': 'centos' for proxyv2:1.31.0-centos",
      });
    }
    return new ProxyImage(imageType);
  }

  private constructor(
    /** The ending of the tag. */
    public readonly imageType: string,
  ) {}
}
