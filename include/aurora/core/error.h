#pragma once

#include <stdexcept>
#include <string>

namespace aurora {

/// Something that went wrong, told in one sentence a user can act on: what, where, what to do.
///
/// what() is that sentence. cause() is the technical reason below it (library messages, offsets), for the log and for
/// the details button; it may be empty. Errors are caught where a user acts: per file, per sample, per server, per row.
class Error : public std::runtime_error
{
public:
    explicit Error(const std::string& sentence, std::string cause = {})
        : std::runtime_error(sentence), m_cause(std::move(cause))
    {
    }

    [[nodiscard]] const std::string& cause() const noexcept { return m_cause; }

private:
    std::string m_cause;
};

/// The user asked to stop. Not a failure: what was done is kept, nothing is half done.
class Cancelled final : public Error
{
public:
    Cancelled() : Error("Cancelled.") {}
};

/// The command line, a configured value or an argument is wrong in itself (exit status 2).
class UsageError final : public Error
{
public:
    using Error::Error;
};

/// A vendor file that cannot be read, or not completely.
class FormatError final : public Error
{
public:
    using Error::Error;
};

}  // namespace aurora
