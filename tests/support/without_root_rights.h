#pragma once

#include "aurora/core/system.h"

#include <filesystem>

namespace aurora::test {

/// Whether a folder can be closed against its owner by its permissions alone. Windows lets files be made in a folder
/// that is read-only: tests of what cannot be written skip there.
inline constexpr bool foldersCanBeReadOnly = !onWindows;
inline constexpr const char* noReadOnlyFolders = "a folder cannot be made read-only on Windows";

/// While it lives, the process has the rights of an ordinary user, to whom the folder and everything in it belongs:
/// root could write even what is read-only. Does nothing where the process is no root, and on Windows.
class WithoutRootRights
{
public:
    explicit WithoutRootRights(const std::filesystem::path& folder);
    ~WithoutRootRights();
    WithoutRootRights(const WithoutRootRights&) = delete;
    WithoutRootRights& operator=(const WithoutRootRights&) = delete;

private:
    bool m_dropped = false;
};

}  // namespace aurora::test
