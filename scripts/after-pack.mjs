// Runs once the app is put together and before it is signed.
import path from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/**
 * The binary keeps only what the app uses: it is no Node, takes no options from outside, and runs no other code.
 * @param inspectable only to be driven by a test; never in what is given to people
 * @param wire how many fuses the binary has: older ones have fewer
 */
export function fusesOf({ inspectable, wire }) {
  const fuses = {
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: inspectable,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    // Pages come from the app's own scheme; a file is no page.
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  };
  return Object.fromEntries(Object.entries(fuses).filter(([fuse]) => Number(fuse) < wire));
}

/** Called by electron-builder. */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  const binary = path.join(
    appOutDir,
    {
      darwin: `${name}.app`,
      mas: `${name}.app`,
      win32: `${name}.exe`,
      linux: packager.executableName,
    }[electronPlatformName],
  );
  const { version: _version, ...present } = await getCurrentFuseWire(binary);
  await flipFuses(binary, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    ...fusesOf({
      inspectable: process.env.HANDSCHLAG_PACKAGE_INSPECTABLE === '1',
      wire: Object.keys(present).length,
    }),
  });
}
