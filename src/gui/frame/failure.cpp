#include "gui/frame/failure.h"

#include "aurora/core/error.h"
#include "gui/frame/qt_text.h"

#include <QCoreApplication>

namespace aurora::gui {

Failure describe(const std::exception_ptr& exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const Cancelled& error) {
        return {.message = toQString(error.what()), .cause = {}, .cancelled = true};
    } catch (const Error& error) {
        return {.message = toQString(error.what()), .cause = toQString(error.cause())};
    } catch (const std::exception& error) {
        return {.message = QCoreApplication::translate("Failure", "Something unexpected went wrong; the work stopped."),
                .cause = toQString(error.what())};
    }
}

}  // namespace aurora::gui
