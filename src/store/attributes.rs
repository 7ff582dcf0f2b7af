//! What a file keeps when its content is replaced: owner, group, mode, access list, further attributes.

use std::fs::{File, Metadata};
use std::path::Path;

/// Something of the old file that the system did not let the new one have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attribute {
    Owner,
    Group,
    /// Who may read and write it.
    Mode,
    /// Rights of single users and groups (ACL).
    AccessList,
    /// Whatever else other programs keep beside the content (extended attributes).
    Other,
}

/// Gives the new file what the old one at `path` has, and returns what it could not be given.
///
/// Rights are never wider than they were: a group that could not be kept is not replaced by another one that may read.
#[cfg(unix)]
pub(super) fn hand_over(old: &Metadata, path: &Path, new: &File) -> Vec<Attribute> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};

    let mut lost = Vec::new();
    let mut mode = old.mode() & 0o7777;
    let made = new.metadata().ok();
    if made.as_ref().is_none_or(|made| made.uid() != old.uid())
        && fchown(new, Some(old.uid()), None).is_err()
    {
        lost.push(Attribute::Owner);
        mode &= !0o4000;
    }
    let has_group = made.is_some_and(|made| made.gid() == old.gid())
        || fchown(new, None, Some(old.gid())).is_ok();
    if !has_group {
        lost.push(Attribute::Group);
        mode &= !0o2000;
    }
    extended::hand_over(path, new, has_group, &mut lost);
    if !has_group || lost.contains(&Attribute::AccessList) {
        mode = without_group(mode);
    }
    if new.set_permissions(Permissions::from_mode(mode)).is_err() {
        lost.push(Attribute::Mode);
    }
    lost.sort_unstable();
    lost.dedup();
    lost
}

/// The mode that gives the group no more than it gives everybody.
#[cfg(unix)]
fn without_group(mode: u32) -> u32 {
    (mode & !0o070) | (mode & (mode & 0o007) << 3)
}

/// Other systems have one word for it, whether the file is read-only.
#[cfg(not(unix))]
pub(super) fn hand_over(old: &Metadata, _path: &Path, new: &File) -> Vec<Attribute> {
    match new.set_permissions(old.permissions()) {
        Ok(()) => Vec::new(),
        Err(_) => vec![Attribute::Mode],
    }
}

/// True if the file is there to be read only: it is marked so, or belongs to somebody who does not let us write.
#[cfg(unix)]
pub(super) fn is_read_only(old: &Metadata, path: &Path) -> bool {
    use rustix::fs::{Access, access};
    use rustix::io::Errno;
    // The superuser may write everything, and is to be asked all the same.
    old.permissions().readonly()
        || matches!(
            access(path, Access::WRITE_OK),
            Err(Errno::ACCESS | Errno::PERM)
        )
}

#[cfg(not(unix))]
pub(super) fn is_read_only(old: &Metadata, _path: &Path) -> bool {
    old.permissions().readonly()
}

#[cfg(target_os = "linux")]
mod extended {
    use super::Attribute;
    use std::ffi::{CStr, CString};
    use std::fs::File;
    use std::path::Path;

    use rustix::fs::{XattrFlags, fgetxattr, fremovexattr, fsetxattr, getxattr, listxattr};

    const ACCESS_LIST: &CStr = c"system.posix_acl_access";

    /// Signatures of the old content: wrong for any other.
    const OF_CONTENT: [&CStr; 3] = [c"security.capability", c"security.evm", c"security.ima"];

    /// The kernel's limit of one value, and of all names together.
    const LARGEST: usize = 64 << 10;

    pub(super) fn hand_over(path: &Path, new: &File, has_group: bool, lost: &mut Vec<Attribute>) {
        let names = names(path);
        if !names.iter().any(|name| name.as_c_str() == ACCESS_LIST) {
            // A folder may give new files a list of its own, which the old file does not have.
            fremovexattr(new, ACCESS_LIST).ok();
        }
        let mut value = vec![0; LARGEST];
        let mut there = vec![0; LARGEST];
        for name in names {
            if OF_CONTENT.contains(&name.as_c_str()) {
                continue;
            }
            let is_list = name.to_bytes().starts_with(b"system.");
            let value = getxattr(path, name.as_c_str(), &mut value[..])
                .ok()
                .and_then(|n_bytes| value.get(..n_bytes));
            let is_kept = value.is_some_and(|value| {
                // A list names the group of the file, and that is another one now.
                if is_list && !has_group {
                    return false;
                }
                let n_bytes = fgetxattr(new, name.as_c_str(), &mut there[..]).ok();
                n_bytes.and_then(|n_bytes| there.get(..n_bytes)) == Some(value)
                    || fsetxattr(new, name.as_c_str(), value, XattrFlags::empty()).is_ok()
            });
            if !is_kept {
                lost.push(if is_list {
                    Attribute::AccessList
                } else {
                    Attribute::Other
                });
            }
        }
    }

    /// None where the file system knows of no such attributes.
    fn names(path: &Path) -> Vec<CString> {
        let mut names = vec![0; LARGEST];
        let n_bytes = listxattr(path, &mut names[..]).unwrap_or(0);
        names.truncate(n_bytes);
        names
            .split(|byte| *byte == 0)
            .filter(|name| !name.is_empty())
            .filter_map(|name| CString::new(name).ok())
            .collect()
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
mod extended {
    use super::Attribute;
    use std::fs::File;
    use std::path::Path;

    pub(super) fn hand_over(_: &Path, _: &File, _has_group: bool, _: &mut Vec<Attribute>) {}
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_group_that_is_lost_gives_no_other_one_its_rights() {
        let cases = [
            (0o640, 0o600),
            (0o664, 0o644),
            (0o660, 0o600),
            (0o604, 0o604),
        ];
        for (mode, wanted) in cases {
            assert_eq!(without_group(mode), wanted, "{mode:o}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_other_programs_keep_beside_the_content_goes_along() {
        use rustix::fs::{XattrFlags, fgetxattr, setxattr};
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("a.jg");
        std::fs::write(&old, "").unwrap();
        let value = "机关内部".as_bytes();
        if setxattr(&old, "user.source", value, XattrFlags::empty()).is_err() {
            // A file system without such attributes has nothing to keep.
            return;
        }
        let new = tempfile::tempfile_in(folder.path()).unwrap();
        let lost = hand_over(&std::fs::metadata(&old).unwrap(), &old, &new);
        assert_eq!(lost, []);
        let mut kept = [0; 64];
        let n_bytes = fgetxattr(&new, "user.source", &mut kept[..]).unwrap();
        assert_eq!(&kept[..n_bytes], value);
    }
}
