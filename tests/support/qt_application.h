#pragma once

#include <QCoreApplication>

namespace aurora::test {

/// Qt finds its SQL drivers through the application: one for all tests of a program, made when it is first asked for.
inline QCoreApplication& qtApplication()
{
    static int count = 1;
    static char name[] = "aurora-tests";
    static char* arguments[] = {name, nullptr};
    static QCoreApplication application(count, arguments);
    return application;
}

}  // namespace aurora::test
