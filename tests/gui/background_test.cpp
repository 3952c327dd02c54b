#include "gui/frame/background.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QSemaphore>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <thread>

using namespace aurora::gui;

/// Work in the background, seen from the window's thread.
class BackgroundTest : public QObject
{
    Q_OBJECT

    static constexpr int patience_ms = 20000;
    static constexpr int longWork_ms = 3000;

private Q_SLOTS:

    void paintingDoesNotWaitForIt()
    {
        QObject receiver;
        QSemaphore mayEnd;
        int ended = 0;
        const int works = 2 * std::max(QThread::idealThreadCount(), 1);
        for (int work = 0; work < works; ++work) {
            inBackground(
                &receiver,
                [&mayEnd] {
                    mayEnd.acquire();
                    return true;
                },
                [&ended](bool) { ++ended; }, [](const Failure& /*there is none*/) {});
        }
        std::thread later([&mayEnd, works] {
            std::this_thread::sleep_for(std::chrono::milliseconds(longWork_ms));
            mayEnd.release(works);
        });
        // So large that Qt shares it among threads.
        QImage picture(2000, 2000, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::white);
        QElapsedTimer timer;
        timer.start();
        {
            QPainter painter(&picture);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setBrush(QColor(0, 80, 160, 128));
            painter.drawEllipse(picture.rect());
        }
        const qint64 painted_ms = timer.elapsed();
        later.join();
        QTRY_COMPARE_WITH_TIMEOUT(ended, works, patience_ms);
        QVERIFY2(painted_ms < longWork_ms / 2, qPrintable(QString::number(painted_ms)));
    }
};

QTEST_MAIN(BackgroundTest)
#include "background_test.moc"
