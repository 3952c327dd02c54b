#pragma once

#include <QString>

#include <exception>

namespace aurora::gui {

/// Why a piece of work ended without a result, as the window shows it.
struct Failure
{
    QString message;  ///< a whole sentence for the user
    QString cause{};  ///< technical cause for the details button, may be empty
    bool cancelled = false;
};

/// The exception as a failure.
[[nodiscard]] Failure describe(const std::exception_ptr& exception);

}  // namespace aurora::gui
