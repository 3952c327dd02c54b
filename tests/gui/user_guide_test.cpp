#include "gui/window_test.h"

#include "gui/help/guide_pictures.h"
#include "gui/help/user_guide.h"
#include "support/window_tests.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextObjectInterface>

#include <algorithm>

using namespace aurora::gui;
using namespace aurora::gui::test;

/// Help ▸ User guide: its chapters, pictures and links.
class UserGuideTest : public WindowTest
{
    Q_OBJECT

    /// How often the guide's two documents show a picture.
    static qsizetype picturesInDocuments()
    {
        qsizetype count = 0;
        for (const char* name : {":/user-guide.md", ":/first-five-minutes.md"}) {
            QFile file(QString::fromLatin1(name));
            count += file.open(QIODevice::ReadOnly) ? file.readAll().count("](pictures/") : 0;
        }
        return count;
    }

    /// Calls back with each picture of a text: its format and its place.
    template <class Found>
    static void findPictures(const QTextDocument& document, const Found& found)
    {
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                if (part.fragment().charFormat().isImageFormat()) {
                    found(part.fragment().charFormat(), part.fragment().position());
                }
            }
        }
    }

    /// How large the pictures of a text are laid out.
    static QList<QSizeF> pictureSizes(QTextDocument& document)
    {
        QTextObjectInterface* handler = document.documentLayout()->handlerForObject(QTextFormat::ImageObject);
        QList<QSizeF> sizes;
        findPictures(document, [&](const QTextFormat& format, int place) {
            sizes.append(handler->intrinsicSize(&document, place, format));
        });
        return sizes;
    }

    static QTextFormat pictureFormat(const QTextDocument& document, const QString& name)
    {
        QTextFormat wanted;
        findPictures(document, [&](const QTextFormat& format, int /*place*/) {
            wanted = format.toImageFormat().name() == name ? format : wanted;
        });
        return wanted;
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void theUserGuideHasChaptersAndCanBeSearched()
    {
        MainWindow window;
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window, patience_ms));
        QTest::keyClick(&window, Qt::Key_F1);
        auto* guide = window.findChild<QDialog*>(QStringLiteral("userGuide"));
        QVERIFY(guide != nullptr && guide->isVisible());
        const auto* chapters = guide->findChild<QListWidget*>(QStringLiteral("guideChapters"));
        QVERIFY(chapters->count() > 5);
        QVERIFY(!chapters->findItems(QStringLiteral("Look around without hardware"), Qt::MatchExactly).isEmpty());
        auto* search = guide->findChild<QLineEdit*>(QStringLiteral("guideSearch"));
        QTest::keyClicks(search, QStringLiteral("Auto-increment"));
        const auto* text = guide->findChild<QTextBrowser*>(QStringLiteral("guideText"));
        QCOMPARE(text->textCursor().selectedText(), QStringLiteral("Auto-increment"));
        QCOMPARE(chapters->currentItem()->text(), QStringLiteral("Start a job"));
        search->clear();
        QTest::keyClicks(search, QStringLiteral("simulated"));
        const int first = text->textCursor().position();
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(guide->isVisible());
        QVERIFY(text->textCursor().position() > first);
    }

    void theUserGuideShowsItsPicturesAsWideAsItsTextAtMost()
    {
        UserGuide guide;
        guide.show();
        QTextDocument& document = *guide.findChild<QTextBrowser*>(QStringLiteral("guideText"))->document();
        for (const int width : {guide.width(), 800, 500}) {
            guide.resize(width, guide.height());
            QCoreApplication::processEvents();
            QCOMPARE(pictureSizes(document).size(), picturesInDocuments());
            for (const QSizeF& size : pictureSizes(document)) {
                QVERIFY2(size.width() > 100, qPrintable(QString::number(size.width())));
                QVERIFY(size.width() <= std::min(640.0, document.textWidth() - 2 * document.documentMargin()));
                QVERIFY(size.height() > size.width() / 4);
            }
        }
    }

    void thePicturesOfTheUserGuideAreDrawnSharpOnADenseScreen()
    {
        UserGuide guide;
        QTextDocument& document = *guide.findChild<QTextBrowser*>(QStringLiteral("guideText"))->document();
        const QTextFormat picture = pictureFormat(document, QStringLiteral("pictures/first-five-minutes-2.png"));
        QTextObjectInterface* handler = document.documentLayout()->handlerForObject(QTextFormat::ImageObject);
        const QSize logical(640, 400);
        QImage canvas(2 * logical, QImage::Format_RGB32);
        canvas.setDevicePixelRatio(2);
        canvas.fill(Qt::magenta);
        const auto draw = [&] {
            QPainter painter(&canvas);
            handler->drawObject(&painter, QRectF(QPointF(), QSizeF(logical)), &document, 0, picture);
        };
        QSignalSpy decoded(guide.findChild<GuidePictures*>(), &GuidePictures::decoded);
        draw();  // asks for it: nobody waits until it is decoded
        QTRY_COMPARE_WITH_TIMEOUT(decoded.count(), 1, 5000);
        draw();
        const QImage file =
            QImage(QStringLiteral(":/pictures/first-five-minutes-2.png")).convertToFormat(QImage::Format_RGB32);
        QCOMPARE(file.size(), 2 * logical);  // every one of its pixels has its own on the screen
        constexpr int frame_px = 4;
        const QRect inside = QRect(QPoint(), file.size()).adjusted(frame_px, frame_px, -frame_px, -frame_px);
        canvas.setDevicePixelRatio(1);
        QCOMPARE(canvas.copy(inside), file.copy(inside));
    }

    void theUserGuideIsNotScrolledSideways()
    {
        UserGuide guide;
        guide.show();
        const auto* text = guide.findChild<QTextBrowser*>(QStringLiteral("guideText"));
        for (const int width : {guide.width(), 800}) {
            guide.resize(width, guide.height());
            QCoreApplication::processEvents();
            QVERIFY(text->document()->size().height() > 5000);  // the whole of it is laid out now
            QCoreApplication::processEvents();
            QCOMPARE(text->horizontalScrollBar()->maximum(), 0);
        }
    }

    void aLinkOfTheUserGuideLeadsToTheChapterItNames()
    {
        UserGuide guide;
        guide.show();
        auto* text = guide.findChild<QTextBrowser*>(QStringLiteral("guideText"));
        QTextCursor link = text->document()->find(QStringLiteral("The first five minutes"));
        QVERIFY(link.charFormat().isAnchor());
        QTest::mouseClick(text->viewport(), Qt::LeftButton, {}, text->cursorRect(link).center() - QPoint(4, 0));
        const auto* chapters = guide.findChild<QListWidget*>(QStringLiteral("guideChapters"));
        QCOMPARE(chapters->currentItem()->text(), QStringLiteral("The first five minutes"));
        QCOMPARE(text->cursorForPosition(QPoint(40, 20)).block().text(), QStringLiteral("The first five minutes"));
    }

    void everyLinkWithinTheGuideLeadsToAHeading()
    {
        UserGuide guide;
        guide.show();
        auto* text = guide.findChild<QTextBrowser*>(QStringLiteral("guideText"));
        const auto* chapters = guide.findChild<QListWidget*>(QStringLiteral("guideChapters"));
        QVERIFY(!chapters->findItems(QStringLiteral("Moving from the Python program"), Qt::MatchExactly).isEmpty());
        int links = 0;
        for (QTextBlock block = text->document()->begin(); block.isValid(); block = block.next()) {
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                const QUrl link(part.fragment().charFormat().anchorHref());
                if (link.isEmpty() || !link.isRelative()) {
                    continue;
                }
                ++links;
                text->moveCursor(QTextCursor::Start);
                Q_EMIT text->anchorClicked(link);
                QVERIFY2(text->textCursor().block().blockFormat().headingLevel() > 1, qPrintable(link.toString()));
            }
        }
        QVERIFY2(links > 4, qPrintable(QString::number(links)));
    }
};

AURORA_WINDOW_TESTS(UserGuideTest)
#include "user_guide_test.moc"
