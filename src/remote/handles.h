#pragma once

#include <libssh/libssh.h>
#include <libssh/sftp.h>

#include <memory>

/// What libssh hands out, each freed with its owner. Channels and SFTP sessions end before their session.
namespace aurora::remote {

struct SessionDeleter
{
    void operator()(ssh_session session) const noexcept
    {
        ssh_disconnect(session);
        ssh_free(session);
    }
};

using Session = std::unique_ptr<ssh_session_struct, SessionDeleter>;

struct ChannelDeleter
{
    void operator()(ssh_channel channel) const noexcept { ssh_channel_free(channel); }
};

using Channel = std::unique_ptr<ssh_channel_struct, ChannelDeleter>;

struct KeyDeleter
{
    void operator()(ssh_key key) const noexcept { ssh_key_free(key); }
};

using Key = std::unique_ptr<ssh_key_struct, KeyDeleter>;

struct SftpDeleter
{
    void operator()(sftp_session sftp) const noexcept { sftp_free(sftp); }
};

using Sftp = std::unique_ptr<sftp_session_struct, SftpDeleter>;

struct FileDeleter
{
    void operator()(sftp_file file) const noexcept { sftp_close(file); }
};

using OpenFile = std::unique_ptr<sftp_file_struct, FileDeleter>;

struct FolderDeleter
{
    void operator()(sftp_dir folder) const noexcept { sftp_closedir(folder); }
};

using OpenFolder = std::unique_ptr<sftp_dir_struct, FolderDeleter>;

struct AttributesDeleter
{
    void operator()(sftp_attributes attributes) const noexcept { sftp_attributes_free(attributes); }
};

using Attributes = std::unique_ptr<sftp_attributes_struct, AttributesDeleter>;

}  // namespace aurora::remote
