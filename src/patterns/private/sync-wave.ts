/** The annotation that tells Argo CD in which wave an object is applied; lower ones first. */
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
