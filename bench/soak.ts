// `npm run soak`: the long fuzz campaigns, which live in scripts/soak.mjs. Owns nothing itself.
import '../scripts/soak.mjs';
